import { looksRight } from "./support/looks-right";
import { expect, test } from "./support/test";
import { permissionRow, resultBlock, toVerify, wayCard } from "./support/verify";
import {
  composePolicy,
  createIdentity,
  describeConnection,
  goToStep,
  startRehearsal,
  verifyAccess,
  type Wish,
} from "./support/walk";

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
  await expect(page.getByText("The result is for another account, role or user")).toBeVisible();
  await box.fill(
    resultBlock(facts(role))
      .map((line) => (line.includes("kms:CreateKey") ? line.replace("allowed", "allXwed") : line))
      .join("\n"),
  );
  await expect(page.getByText("Partly read")).toBeVisible();
  await expect(page.getByText(/^Line 10: simulation kms:CreateKey allXwed/)).toBeVisible();
  await expect(card).toContainText(/0 allowed, 1 denied, \d+ unknown, pasted at 20\d\d-/);
  await expect(card).toContainText("the script ran at 2026-11-24 17:45 UTC by its own clock");

  const contradiction = page.getByText("Two ways of checking disagree").locator("..");
  await expect(contradiction).toContainText("kms:ListKeys");
  await expect(contradiction).toContainText("Pasted evidence: denied.");
  await expect(contradiction).toContainText("it is not verified that they are unchanged");
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

test("an administrator's credential as the connection's own: nothing proves a key's permission, and other ways settle it", async ({
  page,
  app,
}) => {
  test.setTimeout(180_000);
  await startRehearsal(page);
  const account = await page.getByLabel("AWS account number").inputValue();
  await describeConnection(page, { ...wish, signIn: "Access key" });
  await composePolicy(page, { ...wish, signIn: "Access key" });
  await createIdentity(page, { ...wish, signIn: "Access key" });
  const world = await fetch(`${app.sandboxUrl}/_sandbox/worlds/${account}`, {
    method: "PUT",
    headers: { "content-type": "application/json", "x-sandbox-token": app.sandboxToken },
    body: JSON.stringify({ partition: "aws" }),
  });
  const { administrator } = (await world.json()) as {
    administrator: { accessKeyId: string; secretAccessKey: string };
  };
  await page.getByRole("button", { name: "Forget it" }).click();
  await page.getByRole("textbox", { name: "Access key id" }).fill(administrator.accessKeyId);
  await page.getByRole("textbox", { name: "Secret access key" }).fill(administrator.secretAccessKey);
  await page.getByRole("button", { name: "Use this key" }).click();
  await verifyAccess(page);

  await expect(page.getByText("The key belongs to the user administrator.").first()).toBeVisible();
  const far = page.getByText("What the answers cover").locator("../..");
  await expect(far).toContainText("over-privileged");
  // Lists that were given are sure; what names a key is not.
  await expect(permissionRow(page, "kms:ListKeys").getByRole("cell").first()).toHaveText("Allowed (counts)");
  await expect(permissionRow(page, "iam:ListRoles").getByRole("cell").first()).toHaveText("Allowed (counts)");
  for (const action of ["kms:DescribeKey", "kms:DisableKey", "kms:PutKeyPolicy", "kms:CreateKey"])
    await expect(permissionRow(page, action).getByRole("cell")).toHaveText(["Unknown", "Allowed (counts)"]);

  await page.getByRole("button", { name: "Read the policies" }).click();
  await expect(page.getByRole("textbox", { name: "Policy document" })).toBeVisible();
  await page.getByRole("button", { name: "Ask the policy simulator" }).click();
  await expect(page.getByRole("heading", { name: "Ways to check" })).toBeFocused();
  const simulator = wayCard(page, "AWS's policy simulator");
  await simulator.getByRole("button", { name: "Ask the sandbox’s simulator" }).click();
  await expect(page.getByText(/^The simulator has answered for 32 of 32 permissions\./)).toBeVisible();
  await expect(simulator).toContainText(/32 allowed, 0 denied, 0 unknown, asked at .*, took \d+\.\d s\./);
});

test("without giving a credential: policies read here, the script and the form of a real account's plan", async ({
  page,
}) => {
  test.setTimeout(180_000);
  await page.goto("/");
  await page.getByRole("button", { name: "Set up a real AWS account" }).click();
  await page.getByLabel("AWS account number").fill("111122223333");
  await describeConnection(page, { ...wish, signIn: "Access key" });
  await goToStep(page, "Verify the access");
  await expect(page.getByText("Nothing has been checked yet")).toBeVisible();

  const read = wayCard(page, "Policies read here");
  await expect(read).toContainText("whether these documents are what is attached");
  await read.getByRole("button", { name: "Paste the policies" }).click();
  await page.getByRole("textbox", { name: "Policy document" }).fill("{");
  await page.getByRole("button", { name: "Read the policy" }).click();
  await expect(page.getByText(/Line 1, column 2/).first()).toBeVisible();
  const statement = { Effect: "Allow", Action: ["kms:*", "ec2:DescribeRegions", "logs:*"], Resource: "*" };
  const policy = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
  await page.getByRole("textbox", { name: "Policy document" }).fill(policy);
  await page.getByRole("button", { name: "Read the policy" }).click();
  await expect(read).toContainText(/29 allowed on paper, 3 denied, 0 unknown, read at 20\d\d-/);
  await expect(permissionRow(page, "kms:CreateKey").getByRole("cell")).toHaveText(["Allowed on paper"]);
  await expect(page.getByText("32 permissions: 29 allowed on paper, 3 denied, 0 unknown.")).toBeVisible();
  await expect(permissionRow(page, "iam:ListRoles").getByRole("cell")).toHaveText(["Denied"]);
  // The row holds all that the verdict rests on.
  await page.getByRole("button", { name: "kms:CreateKey" }).click();
  await expect(
    page.getByRole("cell").getByText(/Checked here against the documented rule; AWS was not asked/),
  ).toBeVisible();
  await expect(page.getByText("No wildcards in actions")).toBeVisible();
  await looksRight(page, "policies read");

  await read.getByRole("button", { name: "Close" }).click();
  const simulator = wayCard(page, "AWS's policy simulator");
  await simulator.getByRole("button", { name: "Give an administrator’s credentials" }).click();
  await expect(page.getByText("Used for one request, then forgotten")).toBeVisible();
  await page.getByRole("textbox", { name: "Administrator’s access key id" }).fill("ASIASBXAAAAAAAAAAAAA");
  await page
    .getByRole("textbox", { name: "Administrator’s secret access key" })
    .fill("notASecretButOfItsForm");
  await page.getByRole("button", { name: "Ask the simulator" }).click();
  await expect(page.getByRole("alert").first()).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Administrator’s secret access key" })).toHaveValue("");
  await looksRight(page, "the administrator's form");
  await simulator.getByRole("button", { name: "Close" }).click();
  await wayCard(page, "Pasted evidence").getByRole("button").click();
  await expect(page.getByRole("link", { name: /CloudShell/ })).toHaveAttribute(
    "href",
    /eu-central-1\.console\.aws\.amazon\.com\/cloudshell/,
  );
  await looksRight(page, "the script that only asks");
});
