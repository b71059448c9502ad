import { existsSync, readdirSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Partition } from "@/lib/aws/partitions";
import type { PlanDocument } from "@/lib/plan";
import { isProblem } from "@/lib/problems";
import { type Sandbox, type SandboxWorld, startSandbox } from "@/lib/sandbox";
import { has } from "@/scripts/test-tools";
import { blueprint, readResultBlock, rolesAnywhereScript, undoScript } from "./index";
import { type Desk, desk, planFor, regions, testCa } from "./script.testkit";

let sandbox: Sandbox;
const desks: Desk[] = [];
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(async () => {
  for (const one of desks) one.close();
  await sandbox?.close();
});

function sit(world: SandboxWorld, environment: Record<string, string> = {}): Desk {
  const made = desk(sandbox.url, world.administrator, environment);
  desks.push(made);
  return made;
}

function scriptsFor(document: PlanDocument) {
  const made = blueprint(document);
  if (isProblem(made) || made.identity.kind !== "roles-anywhere") throw new Error(JSON.stringify(made));
  return { make: rolesAnywhereScript(made, made.identity), undo: undoScript(made) };
}

function planIn(world: SandboxWorld, changes: Parameters<typeof planFor>[0] = {}): PlanDocument {
  return planFor({
    ...changes,
    start: { accountId: world.accountId, partition: world.partition, ...changes.start },
    certificates: { trustAnchorPem: testCa(), ...changes.certificates },
  });
}

function block(stdout: string) {
  const read = readResultBlock(stdout);
  if (isProblem(read)) throw new Error(read.code);
  return read;
}

describe.skipIf(!has("aws"))("the Roles Anywhere script, run by the real AWS CLI", () => {
  it.each<Partition>(["aws", "aws-us-gov", "aws-cn"])(
    "makes everything in %s, changes nothing the second time, and is taken back whole",
    { timeout: 300_000 },
    async (partition) => {
      const world = sandbox.createWorld({ partition });
      const before = world.snapshot();
      const { make, undo } = scriptsFor(
        planIn(world, { identity: { tags: [{ key: "team", value: "key management" }] } }),
      );
      const at = sit(world);
      const first = await at.run(make, "--yes");
      expect(first.stderr).toContain("+ make the trust anchor");
      expect(first.status, first.stderr).toBe(0);
      const read = block(first.stdout);
      expect(read).toMatchObject({
        partition,
        account: world.accountId,
        region: regions[partition],
        damaged: [],
        missing: 0,
      });
      expect(read.arns.trustAnchorArn).toMatch(
        new RegExp(`^arn:${partition}:rolesanywhere:${regions[partition]}:`),
      );
      expect(read.arns.roleArn).toBe(`arn:${partition}:iam::${world.accountId}:role/ciphertrust-cckm-role`);
      expect(read.simulation).toHaveLength(32);
      expect(read.simulation.every(({ decision }) => decision === "allowed")).toBe(true);

      const after = world.snapshot();
      const second = await at.run(make, "--yes");
      expect(second.status, second.stderr).toBe(0);
      expect(second.stderr).toContain("nothing to change");
      expect(world.snapshot()).toEqual(after);
      expect(block(second.stdout).arns).toEqual(read.arns);

      const undone = await at.run(undo, "--yes");
      expect(undone.status, undone.stderr).toBe(0);
      expect(world.snapshot()).toEqual(before);
    },
  );

  it("brings what is there up to date, and prunes old policy versions only when there is no room", {
    timeout: 300_000,
  }, async () => {
    const world = sandbox.createWorld();
    const ca = testCa();
    const at = sit(world);
    const plan = (sets: string[], tags: PlanDocument["identity"]["tags"] = []) =>
      scriptsFor(planIn(world, { start: { sets }, identity: { tags }, certificates: { trustAnchorPem: ca } }))
        .make;
    for (const sets of [
      [],
      ["multi-region-keys"],
      ["custom-key-stores"],
      ["multi-region-keys", "custom-key-stores"],
      [],
    ])
      expect((await at.run(plan(sets), "--yes")).status).toBe(0);
    const policy = () => Object.values(world.snapshot().iam.policies)[0];
    expect(Object.keys(policy()?.versions ?? {})).toEqual(["v1", "v2", "v3", "v4", "v5"]);

    const pruned = await at.run(plan(["multi-region-keys"], [{ key: "team", value: "x" }]), "--yes");
    expect(pruned.status, pruned.stderr).toBe(0);
    expect(pruned.stderr).toContain("removed the oldest version (v1)");
    expect(Object.keys(policy()?.versions ?? {})).toEqual(["v2", "v3", "v4", "v5", "v6"]);
    expect(policy()?.tags).toEqual({ team: "x" });

    const otherCa = await at.run(
      scriptsFor(planIn(world, { start: { sets: ["multi-region-keys"] } })).make,
      "--yes",
    );
    expect(otherCa.stderr).toContain("replace the CA of the trust anchor");
    expect(Object.keys(world.snapshot().rolesAnywhere.trustAnchors)).toHaveLength(1);
  });

  it("refuses another account, partition and region before it writes anything", {
    timeout: 120_000,
  }, async () => {
    const world = sandbox.createWorld();
    const before = world.snapshot();
    const refused = async (
      start: Partial<PlanDocument["start"]>,
      environment: Record<string, string> = {},
    ) => {
      const ran = await sit(world, environment).run(scriptsFor(planIn(world, { start })).make, "--yes");
      expect(ran.status).toBe(1);
      expect(ran.stdout).toBe("");
      expect(world.snapshot()).toEqual(before);
      return ran.stderr;
    };
    expect(await refused({ accountId: "999988887777" })).toContain(
      `signed in to account ${world.accountId}, the plan is for 999988887777`,
    );
    expect(await refused({ partition: "aws-us-gov", region: "us-gov-west-1" })).toContain(
      "signed in to partition aws, the plan is for aws-us-gov",
    );
    expect(await refused({}, { AWS_REGION: "us-east-1" })).toContain(
      "set to region us-east-1, the plan is for eu-west-1",
    );
  });

  it("asks, and does nothing where nobody can answer", { timeout: 60_000 }, async () => {
    const world = sandbox.createWorld();
    const before = world.snapshot();
    const ran = await sit(world).run(scriptsFor(planIn(world)).make);
    expect([ran.status, ran.stdout]).toEqual([1, ""]);
    expect(ran.stderr).toContain("+ make the policy ciphertrust-cckm-policy");
    expect(world.snapshot()).toEqual(before);
  });

  it("leaves alone what carries the same name and was not made by it", { timeout: 120_000 }, async () => {
    const world = sandbox.createWorld();
    const at = sit(world);
    await at.aws(
      "--region",
      "eu-west-1",
      "iam",
      "create-role",
      "--role-name",
      "ciphertrust-cckm-role",
      "--assume-role-policy-document",
      '{"Version":"2012-10-17","Statement":[]}',
    );
    const before = world.snapshot();
    const { make, undo } = scriptsFor(planIn(world));
    const ran = await at.run(make, "--yes");
    expect(ran.stderr).toContain("was not made by this script");
    expect((await at.run(undo, "--yes")).stderr).toContain("it stays");
    expect(world.snapshot()).toEqual(before);
  });

  it("does no harm with hostile values, and they arrive as they are", { timeout: 200_000 }, async () => {
    const world = sandbox.createWorld();
    const before = world.snapshot();
    const path = `/a'$(touch$\{IFS}harm)\`touch\${IFS}harm\`"\\;&|<>*?!#~/`;
    const { make, undo } = scriptsFor(
      planIn(world, {
        start: {
          assumeRoleArn: `arn:aws:iam::${world.accountId}:role/x'$(touch$IFS'harm')"`,
          sets: ["assume-role"],
        },
        identity: { rolePath: path, tags: [{ key: "a = b", value: "/+-@:" }] },
      }),
    );
    const at = sit(world);
    const ran = await at.run(make, "--yes");
    expect(ran.status, ran.stderr).toBe(0);
    expect(block(ran.stdout).arns.roleArn).toBe(
      `arn:aws:iam::${world.accountId}:role${path}ciphertrust-cckm-role`,
    );
    const after = world.snapshot();
    expect((await at.run(make, "--yes")).status).toBe(0);
    expect(world.snapshot()).toEqual(after);
    expect((await at.run(undo, "--yes")).status).toBe(0);
    expect(world.snapshot()).toEqual(before);
    expect(existsSync("harm")).toBe(false);
    expect(readdirSync(at.folder).filter((name) => name.includes("harm"))).toEqual([]);
  });
});
