import { looksRight } from "./support/looks-right";
import { expect, test } from "./support/test";
import {
  checkCertificates,
  createIdentity,
  describeConnection,
  goOn,
  goToStep,
  saved,
  startRehearsal,
  verifyAccess,
  type Wish,
} from "./support/walk";

const wish: Wish = {
  name: "narrowed",
  signIn: "IAM Roles Anywhere (certificate)",
  partition: "aws",
  region: "eu-central-1",
  features: ["Multi-Region keys"],
};

test("a policy is narrowed with its price in sight, made so, and checked within its limits", async ({
  page,
}) => {
  test.setTimeout(180_000);
  await startRehearsal(page);
  await describeConnection(page, wish);
  const policy = page.getByRole("tabpanel", { name: "Policy JSON" });
  await expect(policy).not.toContainText("Condition");

  await page.getByText("Narrow the policy", { exact: true }).click();
  await expect(page.getByText("What CCKM loses")).toHaveCount(3);
  await page.getByRole("checkbox", { name: "Only of mrk.kms.amazonaws.com" }).check();
  await expect(policy).toContainText("iam:AWSServiceName");
  await page.getByRole("checkbox", { name: "eu-west-3", exact: true }).check();
  // The home region goes along, and cannot be left out.
  await expect(page.getByRole("checkbox", { name: "eu-central-1 home" })).toBeChecked();
  await expect(page.getByRole("checkbox", { name: "eu-central-1 home" })).toBeDisabled();
  await page.getByLabel("Key of the tag").fill("aws:managed");
  await page.getByRole("button", { name: "Continue", exact: true }).click();
  const summary = page.getByRole("alert").filter({ hasText: "Some answers need another look" });
  await expect(summary).toContainText("not beginning with aws:");
  await expect(summary).toContainText("Enter the value that the tag must have");
  await page.getByLabel("Key of the tag").fill("managed-by");
  await saved(page, () => page.getByLabel("Value that it must have").fill("cckm"));
  await expect(policy).toContainText('"aws:ResourceTag/managed-by": "cckm"');
  await looksRight(page, "the narrowed policy");
  await goOn(page, "Check the certificates");
  await checkCertificates(page);
  await createIdentity(page, wish);

  await verifyAccess(page);
  // The rehearsal's simulator was asked for requests within the limits, and settles what the probes cannot tell.
  await expect(page.getByText(/^How to fix the missing/)).toHaveCount(0);
  const rail = page.getByRole("navigation", { name: "Steps" });
  await expect(rail.getByRole("link", { name: /Verify the access/ })).toContainText("Completed");

  // Another limit is another policy: what was checked counts for nothing now.
  await goToStep(page, "Compose the policy");
  await saved(page, () => page.getByLabel("Value that it must have").fill("another"));
  await goToStep(page, "Verify the access");
  await expect(page.getByText("Answers have changed since this was checked")).toBeVisible();
});
