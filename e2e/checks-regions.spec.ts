import type { Page } from "@playwright/test";
import { looksRight } from "./support/looks-right";
import { expect, test } from "./support/test";
import { useAccount as takeAccount, toVerify } from "./support/verify";
import {
  composePolicy,
  createIdentity,
  describeConnection,
  goOn,
  makeChecklistLink,
  saved,
  startRehearsal,
  verifyAccess,
  type Wish,
} from "./support/walk";

const wish: Wish = {
  name: "regions",
  signIn: "IAM Roles Anywhere (certificate)",
  partition: "aws",
  region: "eu-central-1",
};

/** To the regions of an account that has been checked. */
async function toRegions(page: Page, account = "Everything works"): Promise<void> {
  await toVerify(page, wish);
  await takeAccount(page, account);
  await verifyAccess(page);
  await expect(page.getByRole("heading", { name: "Region by region" })).toBeVisible();
}

const row = (page: Page, region: string) =>
  page.getByRole("row").filter({ has: page.getByText(region, { exact: true }) });
const rail = (page: Page) =>
  page.getByRole("navigation", { name: "Steps" }).getByRole("link", { name: /Verify the access/ });

test("lists the account's regions, reaches them, and checks the chosen ones one by one", async ({ page }) => {
  test.setTimeout(180_000);
  await toRegions(page);
  const table = page.getByRole("table", { name: /KMS can be reached in each/ });
  await expect(table.getByRole("row")).toHaveCount(33);
  await expect(row(page, "eu-central-1")).toContainText("Home region, on by default");
  await expect(row(page, "ap-east-1")).toContainText("Switched on");
  await expect(row(page, "af-south-1")).toHaveCount(0);
  await page.getByRole("checkbox", { name: "Switched on only (2 others)" }).uncheck();
  await expect(row(page, "af-south-1")).toContainText("Not switched on");
  await expect(row(page, "af-south-1").getByRole("checkbox")).toHaveCount(0);
  await expect(row(page, "eu-central-1").getByRole("checkbox")).toHaveCount(0);

  await page.getByRole("button", { name: "See in which regions KMS can be reached" }).click();
  await expect(page.getByText("Asked: 32 reached, 2 not applicable.")).toBeVisible({ timeout: 30_000 });
  await expect(row(page, "sa-east-1")).toContainText("Reached");
  await expect(page.getByRole("button", { name: "Choose the 31 reached" })).toBeVisible();

  await row(page, "eu-west-1").getByRole("checkbox").check();
  await row(page, "ap-southeast-4").getByRole("checkbox").check();
  await page.getByRole("button", { name: "Check the permissions in 2 regions" }).click();
  await expect(page.getByText("Checked: 2 passed.")).toBeVisible({ timeout: 30_000 });
  await expect(row(page, "eu-west-1")).toContainText("Passed");
  const verdict = page.getByRole("group").filter({ hasText: "Permissions in ap-southeast-4" });
  await verdict.getByText("Permissions in ap-southeast-4").click();
  await expect(verdict).toContainText(
    /\d+ allowed; 3 not provable by a probe \(kms:CreateKey, .*as in the home/,
  );
  await verdict.getByText("Details").click();
  await expect(verdict).toContainText("kms:ListKeys: Allowed: the sandbox gave the list.");
  await looksRight(page, "the regions");

  // What was found outlives the page, and goes where the other results go.
  await page.reload();
  await expect(row(page, "eu-west-1")).toContainText("Passed");
  await expect(row(page, "sa-east-1")).toContainText("Reached");
  await goOn(page, "Connect CipherTrust");
  await page.goto(await makeChecklistLink(page));
  await expect(page.getByRole("heading", { name: "Permissions in the chosen regions" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Regions in which KMS can be reached" })).toBeVisible();
  await expect(page.getByText("ap-southeast-4 passed, eu-west-1 passed")).toBeVisible();
});

test("an organisation that closes some regions is named, and a chosen one that fails is a problem until it is left out", async ({
  page,
}) => {
  test.setTimeout(180_000);
  await toRegions(page, "The organization allows only some regions");
  await expect(rail(page)).not.toContainText("There is a problem");
  await page.getByRole("button", { name: "See in which regions KMS can be reached" }).click();
  await expect(page.getByText(/^Asked: 12 reached, 20 denied, 2 not applicable\.$/)).toBeVisible({
    timeout: 30_000,
  });
  await expect(row(page, "ap-south-1")).toContainText("Denied");
  await expect(row(page, "eu-central-1")).toContainText("Reached");
  await page.getByText("What was found in the 20 regions that did not pass").click();
  const closed = page.getByRole("group").filter({ hasText: /^FailedKMS in ap-south-1/ });
  await closed.getByText("KMS in ap-south-1").click();
  await expect(closed).toContainText("denied by a service control policy of the organization");
  await expect(closed).toContainText("An administrator of the AWS organization");
  // A region that nobody chose may be closed.
  await expect(rail(page)).not.toContainText("There is a problem");

  await row(page, "ap-south-1").getByRole("checkbox").check();
  await page.getByRole("button", { name: "Check the permissions in 1 region" }).click();
  await expect(page.getByText("Checked: 1 failed.")).toBeVisible({ timeout: 30_000 });
  await expect(row(page, "ap-south-1")).toContainText("Failed");
  await expect(
    page
      .getByText(/the home region denies none of them: the denial is specific to this region/)
      .filter({ visible: true }),
  ).toBeVisible();
  await expect(rail(page)).toContainText("There is a problem");
  await looksRight(page, "a closed region");

  await page.getByRole("button", { name: "Leave out ap-south-1" }).click();
  await expect(row(page, "ap-south-1")).not.toContainText("Failed");
  await expect(row(page, "ap-south-1").getByRole("checkbox")).toBeFocused();
  await expect(rail(page)).not.toContainText("There is a problem");
});

test("an organisation that denies KMS everywhere is not mistaken for a closed region", async ({ page }) => {
  test.setTimeout(180_000);
  await toRegions(page, "The organization denies the region");
  await page.getByRole("button", { name: "See in which regions KMS can be reached" }).click();
  await expect(page.getByText("Asked: 32 denied, 2 not applicable.")).toBeVisible({ timeout: 30_000 });
  await page.getByText("What was found in the 32 regions that did not pass").click();
  const there = page.getByRole("group").filter({ hasText: /^FailedKMS in eu-west-1/ });
  await there.getByText("KMS in eu-west-1").click();
  await expect(there).toContainText("denied in the home region eu-central-1 too");
});

test("a plan that is narrowed to some regions chooses those, and finds the others closed as it wants them", async ({
  page,
}) => {
  test.setTimeout(180_000);
  const byKey: Wish = { ...wish, signIn: "Access key" };
  await startRehearsal(page);
  await describeConnection(page, byKey);
  await page.getByText("Narrow the policy", { exact: true }).click();
  await saved(page, () => page.getByRole("checkbox", { name: "eu-west-3", exact: true }).check());
  await composePolicy(page, byKey);
  await createIdentity(page, byKey);
  await verifyAccess(page);
  await expect(row(page, "eu-west-3").getByRole("checkbox")).toBeChecked();
  await expect(row(page, "us-east-1")).toContainText("On by default, not in the policy");
  await page.getByRole("button", { name: "See in which regions KMS can be reached" }).click();
  await expect(page.getByText("Asked: 2 reached, 32 not applicable.")).toBeVisible({ timeout: 30_000 });

  await row(page, "us-east-1").getByRole("checkbox").check();
  await page.getByRole("button", { name: "Check the permissions in 2 regions" }).click();
  await expect(page.getByText("Checked: 1 passed, 1 failed.")).toBeVisible({ timeout: 30_000 });
  await expect(row(page, "eu-west-3")).toContainText("Passed");
  await expect(
    page.getByText(/limited to other regions: add us-east-1 to them in the step “Compose the policy”/),
  ).toBeVisible();
});

test("by keyboard: choose, check, stop; a stop keeps what was answered", async ({ page }) => {
  test.setTimeout(180_000);
  await toRegions(page);
  await row(page, "ap-east-1").getByRole("checkbox").focus();
  await page.keyboard.press("Space");
  await page.getByRole("button", { name: "Choose all 31" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Check the permissions in 31 regions" }).focus();
  await page.keyboard.press("Enter");
  // In the order of the table, one after another.
  await expect(row(page, "ap-east-1")).toContainText("Passed", { timeout: 30_000 });
  await page.getByRole("button", { name: "Stop", exact: true }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByText("Stopped. The answers so far are kept.").first()).toBeVisible();
  await expect(page.getByRole("button", { name: "Check the permissions in 31 regions" })).toBeFocused();
  await expect(row(page, "us-west-2")).not.toContainText("Passed");
  await page.reload();
  await expect(row(page, "ap-east-1")).toContainText("Passed");
  await expect(row(page, "us-west-2")).not.toContainText("Passed");
});
