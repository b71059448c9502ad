import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { actionsOf, allSets, mendingStatements } from "@/lib/permissions";
import { type Sandbox, type SandboxWorld, startSandbox } from "@/lib/sandbox";
import { expectGolden } from "@/scripts/golden";
import { has } from "@/scripts/test-tools";
import { examplePlans, hostilePlan, hostileTexts, narrowedPlan } from "../testing/example-plans";
import { type Desk, desk, planFor } from "../testing/identity-script";
import { type MendingTarget, mendingForms, mendingPlace, mendingTarget } from ".";

const missing = ["logs:DescribeLogGroups", "kms:CreateKey", "kms:ListKeys"];
const everything = actionsOf(allSets.map(({ id }) => id));

function targetOf(document: Parameters<typeof mendingTarget>[0]): MendingTarget {
  const target = mendingTarget(document);
  if (target === undefined) throw new Error("The plan names no place.");
  return target;
}
const targets = [...examplePlans, narrowedPlan].map(({ name, document }) => ({
  name,
  target: targetOf(document),
}));
const codes = (id: string) =>
  targets.flatMap(({ name, target }) =>
    [missing, everything, ["kms:ListKeys"]].map((actions) => ({
      name: `${name}, ${actions.length}`,
      code: mendingForms(target, actions).find((form) => form.id === id)?.code ?? "",
    })),
  );

const run = (program: string, args: string[], input = "") =>
  spawnSync(program, args, { input, encoding: "utf8", env: { ...process.env, LC_ALL: "C.UTF-8" } });

describe("where the permissions go", () => {
  it("is the plan's role or user, by name", () => {
    const of = (name: string) => targets.find((one) => one.name === name)?.target;
    expect(of("aws-roles-anywhere")).toMatchObject({ kind: "role", principal: "ciphertrust-cckm-role" });
    expect(of("aws-cn-migrate")).toMatchObject({ kind: "role", principal: "ciphertrust-cckm-role" });
    expect(of("aws-access-key")).toMatchObject({ kind: "user", principal: "ciphertrust-cckm-user" });
    const pasted = planFor({ identity: { roleArn: "arn:aws:iam::111122223333:role/team/a/their-role" } });
    expect(mendingTarget(pasted)).toMatchObject({ principal: "their-role" });
    expect(mendingPlace(targetOf(pasted))).toBe(
      "Add it to the role their-role of account 111122223333, as a separate inline policy named ciphertrust-cckm-missing-permissions; or to the managed policy arn:aws:iam::111122223333:policy/ciphertrust-cckm-policy, next to the existing statements.",
    );
  });

  it("is the managed policy where a user's inline policies are too short", () => {
    const { policy, start } = narrowedPlan.document;
    const user = planFor({ policy, start: { sets: start.sets, signIn: "access-key" } });
    expect(mendingPlace(targetOf(user), ["kms:ListKeys"])).toContain("as a separate inline policy");
    expect(mendingPlace(targetOf(user), everything)).toContain("for an inline policy of the user");
  });

  it("is not guessed: without an account, or with names that IAM does not take, the JSON stands alone", () => {
    expect(mendingTarget(planFor({ start: { accountId: "" } }))).toBeUndefined();
    for (const text of hostileTexts) expect(mendingTarget(hostilePlan(text))).toBeUndefined();
    expect(mendingForms(undefined, missing).map(({ id }) => id)).toEqual(["mending-json"]);
  });

  it("has room for every action there is: a user takes 2,048 characters of inline policies", () => {
    const document = { Version: "2012-10-17", Statement: mendingStatements(everything) };
    expect(JSON.stringify(document).length).toBeLessThan(2048);
  });
});

describe("the forms", () => {
  const shown = ["aws-roles-anywhere", "aws-us-gov-access-key", "aws-narrowed"];
  it.each(targets.filter(({ name }) => shown.includes(name)))(
    "of $name are on record",
    ({ name, target }) => {
      for (const { fileName, code } of mendingForms(target, missing))
        expectGolden(import.meta.url, `${name}/${fileName}`, code);
    },
  );

  it.skipIf(!has("shellcheck"))("bash and shellcheck take the script", () => {
    for (const { name, code } of codes("mending-aws-cli")) {
      expect(run("bash", ["-n"], code).status, name).toBe(0);
      const checked = run("shellcheck", ["--shell=bash", "--severity=style", "-"], code);
      expect(checked.stdout, name).toBe("");
    }
  });

  it.skipIf(!has("terraform"))("terraform has nothing to tidy", () => {
    for (const { name, code } of codes("mending-terraform"))
      expect(run("terraform", ["fmt", "-"], code).stdout, name).toBe(code);
  });

  it.skipIf(!has("cfn-lint"))("cfn-lint takes the template", () => {
    const work = mkdtempSync(join(tmpdir(), "mending-"));
    const files = codes("mending-cloudformation").map(({ code }, index) => {
      const file = join(work, `${index}.yaml`);
      writeFileSync(file, code);
      return file;
    });
    const checked = run("cfn-lint", files);
    rmSync(work, { recursive: true, force: true });
    expect(checked.stdout + checked.stderr).toBe("");
  });
});

describe.skipIf(!has("aws"))("the script, run by the real aws CLI", () => {
  let sandbox: Sandbox;
  let world: SandboxWorld;
  let at: Desk;
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
  const scriptFor = (document: ReturnType<typeof plan>, ...actions: string[]) =>
    mendingForms(targetOf(document), actions).find(({ id }) => id === "mending-aws-cli")?.code ?? "";
  const inlineName = ["--policy-name", "ciphertrust-cckm-missing-permissions"];
  const inline = () => {
    const text = world.snapshot().iam.roles["ciphertrust-cckm-role"]?.inline;
    return JSON.parse(text?.["ciphertrust-cckm-missing-permissions"]?.document ?? "{}");
  };

  it("refuses another account, and a role that is not there", async () => {
    const before = world.snapshot();
    const other = await at.run(scriptFor(plan({ accountId: "999988887777" }), ...missing), "--yes");
    expect(other.stderr).toContain("the plan is for 999988887777. Nothing was changed.");
    const absent = await at.run(scriptFor(plan(), ...missing), "--yes");
    expect(absent.stderr).toContain("There is no role ciphertrust-cckm-role in this account");
    const user = await at.run(scriptFor(plan({ signIn: "access-key" }), ...missing), "--yes");
    expect(user.stderr).toContain("There is no user ciphertrust-cckm-user in this account");
    expect([other.status, absent.status, user.status]).toEqual([1, 1, 1]);
    expect(world.snapshot()).toEqual(before);
  });

  it("adds to the role, changes nothing the second time, keeps what an earlier run added", async () => {
    const trust = `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"${world.accountId}"},"Action":"sts:AssumeRole"}]}`;
    const role = ["--role-name", "ciphertrust-cckm-role"];
    const made = await at.aws("iam", "create-role", ...role, "--assume-role-policy-document", trust);
    expect(made.status, made.stderr).toBe(0);

    const unasked = await at.run(scriptFor(plan(), ...missing));
    expect(unasked.stderr).toContain("There is no terminal for the question");
    const first = await at.run(scriptFor(plan(), ...missing), "--yes");
    expect(first.status, first.stderr).toBe(0);
    expect(inline()).toEqual({ Version: "2012-10-17", Statement: mendingStatements(missing) });

    const after = world.snapshot();
    const second = await at.run(scriptFor(plan(), ...missing.slice(1)), "--yes");
    expect(second.status, second.stderr).toBe(0);
    expect(second.stderr).toContain("nothing to change");
    expect(world.snapshot()).toEqual(after);

    const third = await at.run(scriptFor(plan(), "ec2:DescribeRegions", "kms:ListKeys"), "--yes");
    expect(third.status, third.stderr).toBe(0);
    expect(third.stderr).toContain("ciphertrust-cckm-role: ec2:DescribeRegions");
    expect(inline().Statement).toEqual(mendingStatements([...missing, "ec2:DescribeRegions"]));
  });

  it("keeps to the limits of a narrowed plan, and adds to each of its statements", async () => {
    const { policy, start } = narrowedPlan.document;
    const { sets, assumeRoleArn } = start;
    const document = planFor({ policy, start: { accountId: world.accountId, sets, assumeRoleArn } });
    const { scope } = targetOf(document);
    const add = async (...actions: string[]) => {
      const ran = await at.run(scriptFor(document, ...actions), "--yes");
      expect(ran.status, ran.stderr).toBe(0);
      return ran;
    };
    await at.aws("iam", "delete-role-policy", "--role-name", "ciphertrust-cckm-role", ...inlineName);
    await add("kms:CreateAlias", "iam:CreateServiceLinkedRole", "sts:AssumeRole");
    expect((await add("kms:CreateAlias")).stderr).toContain("nothing to change");
    await add("kms:DisableKey", "iam:ListUsers", "kms:ListKeys");
    const all = ["kms:CreateAlias", "iam:CreateServiceLinkedRole", "sts:AssumeRole", "kms:DisableKey"];
    const wanted = mendingStatements([...all, "iam:ListUsers", "kms:ListKeys"], scope);
    const bySid = (a: { Sid: string }, b: { Sid: string }) => (a.Sid < b.Sid ? -1 : 1);
    expect(inline().Statement.sort(bySid)).toEqual(wanted.sort(bySid));
    expect(JSON.stringify(inline())).toContain('"aws:ResourceTag/managed by":"key team"');
  });

  it("leaves a policy of that name alone that holds something else", async () => {
    const theirs = `{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":["kms:ListKeys"],"Resource":"*"}]}`;
    const policy = ["--policy-name", "ciphertrust-cckm-missing-permissions", "--policy-document", theirs];
    await at.aws("iam", "put-role-policy", "--role-name", "ciphertrust-cckm-role", ...policy);
    const before = world.snapshot();
    const ran = await at.run(scriptFor(plan(), ...missing), "--yes");
    expect(ran.stderr).toContain("contains something that this script does not write");
    expect(world.snapshot()).toEqual(before);
  });
});
