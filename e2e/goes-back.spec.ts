import { expect, test } from "./support/test";
import { goToStep, type Wish, walk } from "./support/walk";

const wish: Wish = {
  name: "change-of-mind",
  signIn: "IAM Roles Anywhere (certificate)",
  partition: "aws",
  region: "eu-west-1",
};

test("a change of the features makes the checked permissions stale, and says so", async ({ page }) => {
  await walk(page, wish);
  const rail = page.getByRole("navigation", { name: "Steps" });
  await expect(rail.getByRole("link", { name: /Verify the access/ })).not.toContainText(
    "Needs checking again",
  );

  await goToStep(page, "Describe the connection");
  await page.getByRole("checkbox", { name: "External and CloudHSM key stores" }).check();
  await expect(page.getByText(/^Saved at/)).toBeVisible();
  await expect(rail.getByRole("link", { name: /Verify the access/ })).toContainText("Needs checking again");
  await expect(rail.getByRole("link", { name: /Check the certificates/ })).toContainText("Completed");

  await goToStep(page, "Verify the access");
  await expect(page.getByText("Answers have changed since this was checked")).toBeVisible();
  await page.getByRole("button", { name: /^Check (the connection|again)$/ }).click();
  await expect(page.getByText("kms:UpdateCustomKeyStore").first()).toBeVisible({ timeout: 30_000 });
  // The role's policy was made before the change: the new actions are denied, each by name, with what mends them.
  await expect(rail.getByRole("link", { name: /Verify the access/ })).toContainText("There is a problem", {
    timeout: 30_000,
  });
});

test("an access key plan has no certificates step, and counts five", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("button", { name: "Rehearse in the sandbox" }).click();
  await expect(page.getByText("Step 1 of 6", { exact: true })).toBeVisible();
  await page.getByRole("radio", { name: "Access key", exact: true }).check();
  await expect(page.getByText("Step 1 of 5", { exact: true })).toBeVisible();
  await expect(page).toHaveTitle(/^Step 1 of 5: /);
  await expect(page.getByRole("link", { name: /Check the certificates/ })).toHaveCount(0);
});
