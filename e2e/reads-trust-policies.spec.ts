import { expect, test } from "./support/test";
import {
  checkCertificates,
  composePolicy,
  createIdentity,
  describeConnection,
  goToStep,
  startRehearsal,
  type Wish,
} from "./support/walk";

const wish: Wish = {
  name: "trust-policies",
  signIn: "IAM Roles Anywhere (certificate)",
  partition: "aws",
  region: "eu-west-1",
};

test("of several roles in a paste one is chosen, and the page says whom it lets in", async ({ page }) => {
  await startRehearsal(page);
  await describeConnection(page, wish);
  await composePolicy(page, wish);
  await checkCertificates(page);
  await createIdentity(page, wish);
  await goToStep(page, "Create the identity");
  const anchor = await page.getByLabel("Trust anchor ARN").inputValue();
  const role = (RoleName: string, more: object) => ({
    RoleName,
    AssumeRolePolicyDocument: {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { Service: "rolesanywhere.amazonaws.com" },
          Action: ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"],
          Condition: { ArnEquals: { "aws:SourceArn": anchor }, ...more },
        },
      ],
    },
  });
  await page.getByText("Did another team create the role?", { exact: false }).click();
  const own = { StringEquals: { "aws:PrincipalTag/x509Subject/CN": "trust-policies" } };
  await page
    .getByLabel("Trust policy of the role")
    .fill(JSON.stringify({ Roles: [role("open", {}), role("tied", own)] }));
  await expect(
    page.locator("details[data-status=fail]").filter({ hasText: "The trust policy can be read" }),
  ).toContainText("it has the trust policies of several roles");
  const tied = page
    .locator("details[data-status]")
    .filter({ hasText: "The role is tied to the certificate" });
  await page.getByLabel("Which role is meant?").selectOption("open");
  await expect(tied).toHaveAttribute("data-status", "warn");
  await expect(tied).toContainText("Any certificate of this CA can use the role.");
  await page.getByLabel("Which role is meant?").selectOption("tied");
  await expect(tied).toHaveAttribute("data-status", "pass");
});
