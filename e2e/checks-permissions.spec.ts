import { execFileSync } from "node:child_process";
import type { Page } from "@playwright/test";
import { looksRight } from "./support/looks-right";
import { expect, test } from "./support/test";
import {
  checkCertificates,
  composePolicy,
  createIdentity,
  describeConnection,
  goToStep,
  startRehearsal,
  verifyAccess,
  type Wish,
} from "./support/walk";

const wish: Wish = {
  name: "permissions",
  signIn: "IAM Roles Anywhere (certificate)",
  partition: "aws",
  region: "eu-central-1",
};

async function toVerify(page: Page): Promise<void> {
  await startRehearsal(page);
  await describeConnection(page, wish);
  await composePolicy(page, wish);
  await checkCertificates(page);
  await createIdentity(page, wish);
}

async function useAccount(page: Page, title: string): Promise<void> {
  const chooser = page.getByRole("group").filter({ hasText: "This rehearsal’s account" }).first();
  if (!(await page.getByRole("button", { name: "Use this account" }).isVisible()))
    await chooser.locator("summary").click();
  await page.getByRole("radio", { name: title, exact: true }).check();
  await page.getByRole("button", { name: "Use this account" }).click();
  await expect(page.getByText("The pretend account has changed. Check again to see it.")).toBeVisible();
}

test("a missing action is found by name, with the statement that mends it; mended, it passes", async ({
  page,
}) => {
  test.setTimeout(180_000);
  await toVerify(page);
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
  await toVerify(page);
  await useAccount(page, "KMS looks for the key before it asks about permissions");
  await verifyAccess(page);
  await page.getByRole("button", { name: "Failed or unknown", exact: true }).click();
  for (const action of ["kms:DescribeKey", "kms:ScheduleKeyDeletion", "kms:PutKeyPolicy"])
    await expect(page.getByText(action, { exact: true }).first()).toBeVisible();
});

test("pasted evidence with one damaged line: the rest is read, and a contradiction is shown, not averaged", async ({
  page,
}) => {
  test.setTimeout(180_000);
  await toVerify(page);
  await goToStep(page, "Create the identity");
  const arn = (name: string) => page.getByRole("textbox", { name, exact: true }).inputValue();
  const [anchor, role, profile] = [
    await arn("Trust anchor ARN"),
    await arn("Role ARN"),
    await arn("Profile ARN"),
  ];
  const account = role.split(":")[4] ?? "";
  const facts = [
    "version 1",
    "kind roles-anywhere",
    "at 2026-11-24T17:45:11Z",
    "partition aws",
    `account ${account}`,
    `region ${wish.region}`,
    `trust-anchor ${anchor}`,
    `role ${role}`,
    `profile ${profile}`,
    "simulation kms:ListKeys implicitDeny",
    "simulation kms:CreateKey allowed",
  ];
  const lines = [...facts, `lines ${facts.length}`].map((line) => `${line} #${cksum(line)}`);
  const damaged = lines.map((line) =>
    line.includes("kms:CreateKey") ? line.replace("allowed", "allXwed") : line,
  );
  const begin = "-----BEGIN AWS CONNECTION WIZARD RESULT-----";
  await page
    .getByRole("textbox", { name: /^Paste the script's result/ })
    .fill([begin, ...damaged, begin.replace("BEGIN", "END")].join("\n"));
  await expect(page.getByText("Read, but not all of it")).toBeVisible();
  await expect(page.getByText("These lines were damaged on the way and left out:")).toBeVisible();

  await goToStep(page, "Verify the access");
  await verifyAccess(page);
  const contradiction = page.getByText("Two ways of checking disagree").locator("..");
  await expect(contradiction).toContainText("kms:ListKeys");
  await expect(contradiction).toContainText("Pasted evidence");
  await page.getByText("What each way of checking said").click();
  const row = page.getByRole("row").filter({ hasText: "kms:ListKeys" });
  await expect(row.getByRole("rowheader")).toContainText("They disagree");
  // Probe, simulator (asked when the identity was made), pasted evidence.
  await expect(row.getByRole("cell")).toHaveText(["Passed", "Passed", "Failed"]);
  await looksRight(page, "what each way said");
});

/** The checksum that the scripts put behind each line, by the program that they use. */
function cksum(text: string): string {
  return execFileSync("cksum", { input: text, encoding: "utf8" }).split(" ")[0] ?? "";
}
