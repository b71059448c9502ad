import { looksRight } from "./support/looks-right";
import { expect, test } from "./support/test";
import { permissionRow, toVerify, useAccount } from "./support/verify";
import { verifyAccess, type Wish } from "./support/walk";

const wish: Wish = {
  name: "permissions",
  signIn: "IAM Roles Anywhere (certificate)",
  partition: "aws",
  region: "eu-central-1",
};

test("a missing action is found by name, with the statement that mends it; mended, it passes", async ({
  page,
}) => {
  test.setTimeout(180_000);
  await toVerify(page, wish);
  await useAccount(page, "One action is missing from the policy");
  await page.getByRole("button", { name: "Check the connection" }).click();
  const missing = page.getByText(/^What mends the missing permission/);
  await expect(missing.first()).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText("kms:ScheduleKeyDeletion").first()).toBeVisible();
  for (const [form, holds] of [
    ["Terraform", 'resource "aws_iam_role_policy"'],
    ["CloudFormation", "AWS::IAM::RolePolicy"],
    ["AWS CLI", "readonly ACTIONS='MissingActions kms:ScheduleKeyDeletion'"],
  ] as const) {
    await page.getByRole("tab", { name: form, exact: true }).click();
    await expect(page.getByRole("tabpanel", { name: form, exact: true })).toContainText(holds);
  }
  await looksRight(page, "the forms of the statement");
  // The wait for IAM's delay is seen, and can be stopped.
  await expect(page.getByText(/AWS takes up to two minutes to learn of a change/).first()).toBeVisible({
    timeout: 15_000,
  });
  await page.getByRole("button", { name: "Stop" }).click();
  await expect(page.getByText("Stopped. What had been answered is kept.")).toBeVisible();
  const rail = page.getByRole("navigation", { name: "Steps" });
  await expect(rail.getByRole("link", { name: /Verify the access/ })).toContainText("There is a problem");

  await useAccount(page, "Everything works");
  await page.getByRole("button", { name: /^Check the \d+ open again$/ }).click();
  await expect(missing).toHaveCount(0, { timeout: 60_000 });
  await expect(rail.getByRole("link", { name: /Verify the access/ })).not.toContainText(
    "There is a problem",
    { timeout: 15_000 },
  );
});

test("where KMS looks for the key first, no answer about a key counts as allowed", async ({ page }) => {
  test.setTimeout(180_000);
  await toVerify(page, wish);
  await useAccount(page, "KMS looks for the key before it asks about permissions");
  await verifyAccess(page);
  // The simulator was asked again when the account changed: its answer counts where the probe came to none.
  for (const action of ["kms:DescribeKey", "kms:ScheduleKeyDeletion", "kms:PutKeyPolicy"])
    await expect(permissionRow(page, action).getByRole("cell")).toHaveText(["Unknown", "Allowed (counts)"]);
});
