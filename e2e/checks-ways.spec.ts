import { looksRight } from "./support/looks-right";
import { expect, test } from "./support/test";
import { permissionRow, resultBlock, toVerify, wayCard } from "./support/verify";
import { goToStep, verifyAccess, type Wish } from "./support/walk";

const wish: Wish = {
  name: "ways",
  signIn: "IAM Roles Anywhere (certificate)",
  partition: "aws",
  region: "eu-central-1",
};

test("evidence pasted on the page, one line damaged: the rest is read, and a contradiction is shown, not averaged", async ({
  page,
}) => {
  test.setTimeout(180_000);
  await toVerify(page, wish);
  await goToStep(page, "Create the identity");
  const role = await page.getByRole("textbox", { name: "Role ARN", exact: true }).inputValue();
  const account = role.split(":")[4] ?? "";
  const facts = (about: string) => [
    "version 1",
    "kind roles-anywhere",
    "at 2026-11-24T17:45:11Z",
    "partition aws",
    `account ${account}`,
    `region ${wish.region}`,
    `role ${about}`,
    "simulation kms:ListKeys implicitDeny",
    "simulation kms:CreateKey allowed",
  ];
  await goToStep(page, "Verify the access");
  await verifyAccess(page);
  const card = wayCard(page, "Pasted evidence");
  await expect(card).toContainText("Not used yet.");
  await card.getByRole("button", { name: "Show the script and the box" }).click();
  await expect(page.getByText("bash ask-cckm-permissions.sh")).toBeVisible();
  const box = page.getByRole("textbox", { name: "Paste the script’s result" });
  await box.fill(resultBlock(facts(`${role}-other`)).join("\n"));
  await expect(page.getByText("The result is of another account, role or user")).toBeVisible();
  await box.fill(
    resultBlock(facts(role))
      .map((line) => (line.includes("kms:CreateKey") ? line.replace("allowed", "allXwed") : line))
      .join("\n"),
  );
  await expect(page.getByText("Read, but not all of it")).toBeVisible();
  await expect(page.getByText(/^Line 10: simulation kms:CreateKey allXwed/)).toBeVisible();
  await expect(card).toContainText(/0 allowed, 1 denied, \d+ unknown, pasted at 20\d\d-/);
  await expect(card).toContainText("the script ran at 2026-11-24 17:45 UTC by its own clock");

  const contradiction = page.getByText("Two ways of checking disagree").locator("..");
  await expect(contradiction).toContainText("kms:ListKeys");
  await expect(contradiction).toContainText("Pasted evidence: denied.");
  await expect(contradiction).toContainText("nobody has shown that they are unchanged");
  const row = permissionRow(page, "kms:ListKeys");
  await expect(row.getByRole("rowheader")).toContainText("They disagree");
  // Probe, simulator (asked when the identity was made), pasted evidence.
  await expect(row.getByRole("cell")).toHaveText(["Allowed (counts)", "Allowed", "Denied"]);
  await expect(permissionRow(page, "kms:CreateKey").getByRole("cell")).toHaveText([
    "Unknown",
    "Allowed (counts)",
    "Unknown",
  ]);
  await looksRight(page, "three ways side by side");
});
