import type { Page } from "@playwright/test";
import { expect, test } from "./support/test";
import {
  composePolicy,
  createIdentity,
  describeConnection,
  goOn,
  goToStep,
  makeSampleCertificates,
  saved,
  startRehearsal,
  type Wish,
} from "./support/walk";

const wish: Wish = {
  name: "stands",
  signIn: "IAM Roles Anywhere (certificate)",
  partition: "aws",
  region: "eu-west-1",
};
const sizes = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
];

/** On a desk and on a phone, without scrolling: how the step stands, and its act. */
async function stands(page: Page, words: string, act: RegExp): Promise<void> {
  const line = page.locator("#result");
  await expect(line).toContainText(words);
  for (const size of sizes) {
    await page.setViewportSize(size);
    await page.evaluate(() => window.scrollTo(0, 0));
    await expect(line).toBeInViewport({ ratio: 1 });
    const shown = page.getByRole("button", { name: act }).or(page.getByRole("link", { name: act }));
    await expect(shown.first()).toBeInViewport({ ratio: 1 });
  }
  await page.setViewportSize({ width: 1440, height: 900 });
}

test("each step says at its top how it stands, and keeps its act in view", async ({ page }) => {
  test.slow();
  await startRehearsal(page);
  await stands(page, "All answers are given", /^Continue$/);
  await describeConnection(page, wish);
  await stands(page, "Allows the 32 actions that CCKM needs", /^Continue$/);
  await composePolicy(page, wish);
  await stands(page, "2 answers are still needed", /^Continue$/);
  await makeSampleCertificates(page);
  await stands(page, "Meets all documented rules", /^Continue$/);
  await goOn(page, "Create the identity");
  await stands(page, "Nothing is created yet", /^Continue$/);
  await createIdentity(page, wish);
  await stands(page, "the sign-in is not checked yet", /^Check the connection$/);
  await page.getByRole("button", { name: "Check the connection" }).click();
  await expect(page.locator("#result")).toBeFocused({ timeout: 60_000 });
  await stands(page, "Works: 32 of 32 allowed", /^Check again$/);
  await stands(page, "in the sandbox", /^Continue to Connect CipherTrust$/);
  await goToStep(page, "Create the identity");
  await stands(page, "The three ARNs agree", /^Continue$/);
  await goToStep(page, "Connect CipherTrust");
  await stands(page, "Every check that applies has passed", /^Back to Verify the access$/);

  await goToStep(page, "Describe the connection");
  await saved(page, () => page.getByRole("checkbox", { name: "Multi-Region keys" }).check());
  await goToStep(page, "Verify the access");
  await stands(page, "Signs in; the permissions are not checked yet", /^Check again$/);
});

test("what has the focus is never under the bar", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await startRehearsal(page);
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press("Tab");
    const covered = await page.evaluate(() => {
      const { activeElement } = document;
      const bar = document.querySelector(".step-bar");
      if (!activeElement || !bar || bar.contains(activeElement) || activeElement === document.body) return "";
      const { bottom } = activeElement.getBoundingClientRect();
      return bottom > bar.getBoundingClientRect().top + 1 ? activeElement.outerHTML.slice(0, 120) : "";
    });
    expect(covered).toBe("");
  }
});
