import type { Locator, Page } from "@playwright/test";
import { expect, test } from "./support/test";

/** Goes on with Tab, as somebody without a mouse does, until the control has the focus. */
async function tabTo(page: Page, control: Locator): Promise<void> {
  await expect(control).toBeVisible();
  for (let presses = 0; presses < 250; presses += 1) {
    if (await control.evaluate((element) => element === document.activeElement)) {
      await expect(control, "the focus is seen").toBeInViewport();
      return;
    }
    await page.keyboard.press("Tab");
  }
  throw new Error("250 presses of Tab did not reach it");
}

async function pressOn(page: Page, control: Locator): Promise<void> {
  await tabTo(page, control);
  await page.keyboard.press("Enter");
}

async function arrivesAt(page: Page, heading: string): Promise<void> {
  await expect(page.getByRole("heading", { level: 1, name: heading })).toBeFocused({ timeout: 20_000 });
}

test("the whole way by keyboard alone", async ({ page }) => {
  test.setTimeout(180_000);
  const button = (name: string | RegExp) => page.getByRole("button", { name });
  const goOn = () => button(/^Continue$/).or(page.getByRole("link", { name: /^Continue (to|with)/ }));

  await page.goto("/");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to the content" })).toBeFocused();
  await pressOn(page, button("Rehearse in the sandbox"));
  await expect(page.getByRole("heading", { level: 1, name: "Describe the connection" })).toBeVisible();

  await tabTo(page, page.getByLabel("Connection name"));
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type("by-keyboard");
  await tabTo(page, page.getByLabel("Home region"));
  await page.keyboard.type("eu-north-1");
  await expect(page.getByLabel("Home region")).toHaveValue("eu-north-1");
  await tabTo(page, page.getByRole("checkbox", { name: "Multi-Region keys" }));
  await page.keyboard.press("Space");
  await pressOn(page, goOn());

  await arrivesAt(page, "Compose the policy");
  await pressOn(page, goOn());

  await arrivesAt(page, "Check the certificates");
  await pressOn(page, goOn());
  // Too early: the summary takes the focus, and its first link leads to the field.
  await expect(page.getByRole("alert").filter({ hasText: "Some answers need another look" })).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("textbox", { name: "CA certificate", exact: true })).toBeFocused();
  await page.getByRole("heading", { level: 1 }).focus();
  await pressOn(page, button("Make a sample CA and certificate in this browser"));
  await expect(page.getByText("The key is in this page's memory")).toBeVisible();
  await pressOn(page, goOn());

  await arrivesAt(page, "Create the identity");
  await pressOn(page, button("Do this in the sandbox"));
  await expect(page.getByText("Created in the sandbox").first()).toBeVisible();
  await pressOn(page, goOn());

  await arrivesAt(page, "Verify the access");
  await pressOn(page, button("Check the connection"));
  await expect(page.getByRole("link", { name: /^Continue (to|with)/ })).toBeVisible({ timeout: 30_000 });
  await pressOn(page, goOn());

  await arrivesAt(page, "Connect CipherTrust");
  const waiting = page.waitForEvent("download");
  await pressOn(page, button(/^Download the complete payload/));
  expect((await waiting).suggestedFilename()).toMatch(/\.json$/);
});
