import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { actionsOf, composePolicy, setIdsInForce } from "@/lib/permissions";
import { isProblem } from "@/lib/problems";
import { type Sandbox, type SandboxWorld, startSandbox } from "@/lib/sandbox";
import { expectGolden } from "@/scripts/golden";
import { has } from "@/scripts/test-tools";
import { readResultBlock } from "../identity";
import { hostilePlan, hostileTexts } from "../testing/example-plans";
import { type Desk, desk, planFor } from "../testing/identity-script";
import { checkAwsCli } from "./check-script";

const render = (document: ReturnType<typeof planFor>) =>
  checkAwsCli.render({ plan: { id: "p", world: "aws", document }, now: new Date(0) });

describe("the script that only asks", () => {
  it("is the one on record, and holds no word that changes something", () => {
    const script = render(planFor());
    expectGolden(import.meta.url, "ask-cckm-permissions.sh", script);
    expect(script.match(/\biam [a-z"-]+/g)).toEqual(['iam "get-', "iam simulate-principal-policy"]);
    expect(script).not.toMatch(/\b(create|put|attach|delete|update|tag|set-default)-|change |--yes/);
  });

  it("is not offered while the plan does not name its role or user in words that IAM takes", () => {
    expect(checkAwsCli.appliesTo(planFor({ start: { accountId: "" } }))).toBe(false);
    for (const text of hostileTexts) expect(checkAwsCli.appliesTo(hostilePlan(text))).toBe(false);
  });
});

describe.skipIf(!has("aws"))("run by the real aws CLI", () => {
  let sandbox: Sandbox;
  let world: SandboxWorld;
  let at: Desk;
  const role = ["--role-name", "ciphertrust-cckm-role"];
  beforeAll(async () => {
    sandbox = await startSandbox();
    world = sandbox.createWorld();
    at = desk(sandbox.url, world.administrator, { AWS_DEFAULT_REGION: "eu-west-1" });
  });
  afterAll(async () => {
    at?.close();
    await sandbox?.close();
  });
  const plan = (start: { accountId?: string; signIn?: "access-key" } = {}) =>
    planFor({ start: { accountId: world.accountId, ...start } });

  it("refuses another account, a role or user that is not there, and options", async () => {
    const other = await at.run(render(plan({ accountId: "999988887777" })));
    expect(other.stderr).toContain("the plan is for 999988887777. Nothing was changed.");
    const absent = await at.run(render(plan()));
    expect(absent.stderr).toContain("There is no role ciphertrust-cckm-role in this account");
    const user = await at.run(render(plan({ signIn: "access-key" })));
    expect(user.stderr).toContain("There is no user ciphertrust-cckm-user in this account");
    const options = await at.run(render(plan()), "--yes");
    expect(options.stderr).toContain("it only reads");
    expect([other, absent, user, options].map(({ status, stdout }) => `${status}${stdout}`)).toEqual(
      Array(4).fill("1"),
    );
  });

  it("prints a block that reads back whole, with the role's path, and leaves the account as it was", async () => {
    const trust = `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"${world.accountId}"},"Action":"sts:AssumeRole"}]}`;
    await at.aws("iam", "create-role", ...role, "--path", "/team/", "--assume-role-policy-document", trust);
    const given = composePolicy(["region-listing"]);
    const policy = ["--policy-name", "p", "--policy-document", JSON.stringify(given)];
    const put = await at.aws("iam", "put-role-policy", ...role, ...policy);
    expect(put.status, put.stderr).toBe(0);
    const before = world.snapshot();

    const ran = await at.run(render(plan()));
    expect(ran.status, ran.stderr).toBe(0);
    expect(world.snapshot()).toEqual(before);
    const block = readResultBlock(ran.stdout);
    if (isProblem(block)) throw new Error(block.code);
    const arn = `arn:aws:iam::${world.accountId}:role/team/ciphertrust-cckm-role`;
    expect(block).toMatchObject({
      account: world.accountId,
      arns: { roleArn: arn },
      damaged: [],
      missing: 0,
    });
    // An action on an alias is asked about twice: on its key, and on the alias.
    expect([...new Set(block.simulation.map(({ action }) => action))].sort()).toEqual(
      actionsOf(setIdsInForce(plan().start.sets)).sort(),
    );
    expect(block.simulation.filter(({ decision }) => decision === "allowed")).toHaveLength(
      actionsOf(["region-listing"]).length,
    );
  });

  it("tells a denial by the boundary from one that a statement mends", async () => {
    const boundary =
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"kms:*","Resource":"*"}]}';
    const made = await at.aws(
      "iam",
      "create-policy",
      "--policy-name",
      "limit",
      "--policy-document",
      boundary,
    );
    expect(made.status, made.stderr).toBe(0);
    const arn = `arn:aws:iam::${world.accountId}:policy/limit`;
    await at.aws("iam", "put-role-permissions-boundary", ...role, "--permissions-boundary", arn);
    const ran = await at.run(render(plan()));
    const block = readResultBlock(ran.stdout);
    if (isProblem(block)) throw new Error(block.code);
    const about = (action: string) => block.simulation.find((one) => one.action === action);
    expect(about("ec2:DescribeRegions")).toMatchObject({
      decision: "implicitDeny",
      allowedByBoundary: false,
    });
    expect(about("kms:ListKeys")).toEqual({ action: "kms:ListKeys", decision: "implicitDeny" });
    await at.aws("iam", "delete-role-permissions-boundary", ...role);
  });

  it("says so in the block when whoever runs it may not ask the simulator", async () => {
    const name = ["--user-name", "looker"];
    await at.aws("iam", "create-user", ...name);
    const only =
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["iam:GetRole"],"Resource":"*"}]}';
    await at.aws("iam", "put-user-policy", ...name, "--policy-name", "p", "--policy-document", only);
    const made = await at.aws("iam", "create-access-key", ...name, "--output", "json");
    const { AccessKey } = JSON.parse(made.stdout) as {
      AccessKey: { AccessKeyId: string; SecretAccessKey: string };
    };
    const looker = desk(
      sandbox.url,
      { accessKeyId: AccessKey.AccessKeyId, secretAccessKey: AccessKey.SecretAccessKey },
      { AWS_DEFAULT_REGION: "eu-west-1" },
    );
    const ran = await looker.run(render(plan()));
    looker.close();
    const block = readResultBlock(ran.stdout);
    expect(block).toMatchObject({ simulation: [], simulationRefused: "AccessDenied", missing: 0 });
  });
});
