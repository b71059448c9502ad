import { expect, test } from "./support/test";

test("the chosen theme is remembered, and the system's comes back", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto("/");
  await page.getByRole("button", { name: "Theme: Dark" }).click();
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(page.getByRole("button", { name: "Theme: Dark" })).toHaveAttribute("aria-pressed", "true");
  await page.getByRole("button", { name: "Theme: As the system" }).click();
  await page.reload();
  await expect(page.locator("html")).not.toHaveAttribute("data-theme");
});

test("a plan is named anew, and deleted only after a question", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("button", { name: "Set up a real AWS account" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Describe the connection" })).toBeVisible();
  await page.goto("/");
  await page.getByRole("button", { name: "Rename Unnamed plan" }).click();
  await page.getByLabel("New name").fill("ckm-prod");
  await page.getByRole("button", { name: "Save the name" }).click();
  const plan = page.getByRole("link", { name: "ckm-prod" });
  await expect(plan).toBeVisible();

  await page.getByRole("button", { name: "Delete ckm-prod" }).click();
  await page.getByRole("button", { name: "Keep it" }).click();
  await expect(plan).toBeVisible();
  await page.getByRole("button", { name: "Delete ckm-prod" }).click();
  await page.getByRole("button", { name: "Delete the plan" }).click();
  await expect(plan).toHaveCount(0);
});

test("a file that is no plan export is refused with what to do, and what was pasted stays", async ({
  page,
}) => {
  await page.goto("/");
  await page.getByLabel("Plan export").first().fill("{ nonsense");
  await page.getByRole("button", { name: "Restore the plan" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "This file is not a plan export" })).toBeVisible();
  await expect(page.getByLabel("Plan export").first()).toHaveValue("{ nonsense");

  await page.getByTestId("planFile-file").setInputFiles({
    name: "photo.png",
    mimeType: "image/png",
    buffer: Buffer.from("x"),
  });
  await expect(page.getByText("photo.png has a file extension that does not fit here")).toBeVisible();
});

test("the first stop of the keyboard is the way past the top bar", async ({ page }) => {
  await page.goto("/");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to the content" })).toBeFocused();
  await expect(page.getByRole("link", { name: "Skip to the content" })).toBeInViewport();
});
