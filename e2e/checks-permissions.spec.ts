import { startApp } from "./support/app";
import { looksRight } from "./support/looks-right";
import { expect, test } from "./support/test";
import { permissionRow, toVerify, useAccount, wayCard } from "./support/verify";
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
  await page.getByRole("button", { name: /^Check (the connection|again)$/ }).click();
  const missing = page.getByText(/^How to fix the missing permission/);
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
  await expect(
    page.getByText(/AWS takes up to two minutes to apply a change everywhere/).first(),
  ).toBeVisible({
    timeout: 15_000,
  });
  await page.getByRole("button", { name: "Stop" }).click();
  await expect(page.getByText("Stopped. The answers so far are kept.")).toBeVisible();
  const filter = (name: string) => page.getByRole("button", { name, exact: true });
  await filter("Failed").click();
  await expect(permissionRow(page, "kms:ScheduleKeyDeletion").getByRole("cell")).toHaveText([
    "Denied (counts)",
    "Denied",
  ]);
  await expect(permissionRow(page, "kms:ListKeys")).toHaveCount(0);
  await filter("All").click();
  await expect(permissionRow(page, "kms:ListKeys")).toBeVisible();
  await expect(page.getByRole("figure", { name: "Map of the permissions" })).toContainText(
    "Manage keys: 30 allowed, 1 denied, 0 unknown",
  );
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

test("the matrix and its picture fill as answers arrive; stopped, what came is kept; the time is said", async ({
  browser,
}) => {
  test.setTimeout(300_000);
  // Slow enough to be watched.
  const app = await startApp({ environment: { SANDBOX_LATENCY_MS: "900" } });
  const context = await browser.newContext({ baseURL: app.url });
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    await toVerify(page, wish);
    const twin = page.getByRole("figure", { name: "Map of the permissions" });
    const cells = twin.locator("svg");
    const all = await cells.count();
    await page.getByRole("button", { name: /^Check (the connection|again)$/ }).click();
    const asked = page.getByRole("cell", { name: "asked…" });
    await asked.first().waitFor();
    await page.getByRole("button", { name: "Stop" }).click();
    await expect(page.getByText("Stopped. The answers so far are kept.")).toBeVisible();
    await expect(asked).toHaveCount(0);
    await expect(cells).toHaveCount(all);
    await expect(page.getByRole("img", { name: /^Manage keys: a cell for each of \d+$/ })).toBeVisible();

    await page.getByRole("button", { name: "Check all again" }).click();
    await page
      .getByText(/\d+ not answered yet/)
      .first()
      .waitFor();
    await expect(page.getByRole("link", { name: /^Continue (to|with)/ })).toBeVisible({ timeout: 60_000 });
    await expect(asked).toHaveCount(0);
    const card = wayCard(page, "Probes with the connection's own credentials");
    await expect(card).toContainText(
      /\d+ allowed, 0 denied, 3 unknown, checked at .*, took \d+\.\d s, the first answer after \d+\.\d s\./,
    );
    await expect(page.getByText(/The last 32 probes took \d+\.\d s, the first after/)).toBeVisible();
    await expect(page.getByRole("columnheader", { name: /^Probe \d+\.\d s$/ })).toBeVisible();
    // What the picture's words say is what its cells are, and what the matrix says.
    await expect(twin).toContainText("Manage keys: 31 allowed, 0 denied, 0 unknown");
    expect(await twin.locator('svg[data-cell="pass"]').count()).toBe(all);
    await expect(page.getByText("32 permissions: 32 allowed, 0 denied, 0 unknown.")).toBeVisible();
  } finally {
    await context.close();
    await app.stop();
  }
});
