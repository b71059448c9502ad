import { readdirSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type TestPki, testPki } from "@/lib/aws/testing/ca";
import { permissionsOf, signInWith } from "@/lib/aws/testing/sign-in";
import type { Partition } from "@/lib/partitions";
import type { PlanDocument } from "@/lib/plan";
import { isProblem } from "@/lib/problems";
import type { ThreeArns } from "@/lib/roles-anywhere";
import { type Sandbox, type SandboxWorld, startSandbox } from "@/lib/sandbox";
import { has } from "@/scripts/test-tools";
import { type Desk, desk, planFor, regions, testCa } from "../testing/identity-script";
import { blueprint, readResultBlock, rolesAnywhereScript, undoScript } from "./index";

// Each run calls the AWS CLI a dozen times, and each call starts Python anew.
vi.setConfig({ testTimeout: 900_000 });

let sandbox: Sandbox;
let pki: TestPki;
const desks: Desk[] = [];
beforeAll(async () => {
  pki = await testPki();
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
  return { make: rolesAnywhereScript(made, made.identity), undo: undoScript(made), actions: made.actions };
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
  // GovCloud carries the hostile values, so that three partitions and three dangers cost one set of runs.
  const hostilePath = `/a'$(touch$\{IFS}harm)\`touch\${IFS}harm\`"\\;&|<>*?!#~/`;
  it.each<[Partition, Partial<PlanDocument["identity"]>, Partial<PlanDocument["start"]>]>([
    ["aws", { tags: [{ key: "team", value: "key management" }] }, {}],
    [
      "aws-us-gov",
      { rolePath: hostilePath, tags: [{ key: "a = b", value: "/+-@:" }] },
      { assumeRoleArn: `arn:aws-us-gov:iam::111122223333:role/x'$(touch$IFS'harm')"`, sets: ["assume-role"] },
    ],
    ["aws-cn", {}, {}],
  ])(
    "makes everything in %s, changes nothing the second time, and is taken back whole",
    async (partition, identity, start) => {
      const world = sandbox.createWorld({ partition });
      const before = world.snapshot();
      const certificates = { trustAnchorPem: pki.caPem, clientPem: pki.clientPem };
      const { make, undo, actions } = scriptsFor(planIn(world, { identity, start, certificates }));
      const at = sit(world);
      const first = await at.run(make, "--yes");
      expect(first.stderr).toContain("+ create the trust anchor");
      expect(first.status, first.stderr).toBe(0);
      expect(first.stderr).toContain("for certificates of this trust anchor with subject CN=ckm");
      expect(JSON.stringify(world.snapshot().iam.roles)).toContain("aws:PrincipalTag/x509Subject/CN");
      const read = block(first.stdout);
      const path = identity.rolePath ?? "/";
      expect(read).toMatchObject({ partition, account: world.accountId, region: regions[partition] });
      expect(read).toMatchObject({ damaged: [], missing: 0 });
      expect(read.arns.trustAnchorArn).toMatch(
        new RegExp(`^arn:${partition}:rolesanywhere:${regions[partition]}:`),
      );
      expect(read.arns.roleArn).toBe(
        `arn:${partition}:iam::${world.accountId}:role${path}ciphertrust-cckm-role`,
      );
      expect(read.simulation.length).toBeGreaterThanOrEqual(32);
      expect(read.simulation.filter(({ decision }) => decision !== "allowed")).toEqual([]);
      // Asked for the role that the plan names, whatever its name looks like to a shell.
      if (start.sets !== undefined)
        expect(read.simulation.map(({ action }) => action)).toContain("sts:AssumeRole");

      // The browser's part then works on what the script made.
      const arns = { ...read.arns } as Required<ThreeArns>;
      const target = {
        world: "sandbox",
        partition,
        region: regions[partition],
        accountId: world.accountId,
      } as const;
      const session = await signInWith(target, arns, pki, sandbox.url);
      const verdicts = await permissionsOf(target, session, actions, sandbox.url);
      expect(verdicts.filter(({ status }) => status === "fail")).toEqual([]);
      expect(verdicts.filter(({ status }) => status === "pass").length).toBeGreaterThan(25);

      // The script is the same for every partition: two of them show that it repeats itself well.
      if (partition !== "aws-cn") {
        const after = world.snapshot();
        const second = await at.run(make, "--yes");
        expect(second.status, second.stderr).toBe(0);
        expect(second.stderr).toContain("nothing to change");
        expect(world.snapshot()).toEqual(after);
        expect(block(second.stdout).arns).toEqual(read.arns);
      }

      const undone = await at.run(undo, "--yes");
      expect(undone.status, undone.stderr).toBe(0);
      expect(world.snapshot()).toEqual(before);
      expect(readdirSync(at.folder)).toEqual(["script.sh"]);
    },
  );

  it("brings what is there up to date, and prunes old policy versions only when there is no room", async () => {
    const world = sandbox.createWorld();
    const at = sit(world);
    const run = async (sets: string[], tags: PlanDocument["identity"]["tags"] = []) => {
      const plan = planIn(world, { start: { sets }, identity: { tags } });
      const ran = await at.run(scriptsFor(plan).make, "--yes");
      expect(ran.status, ran.stderr).toBe(0);
      return ran.stderr;
    };
    await run([]);
    const policy = () => Object.values(world.snapshot().iam.policies)[0];
    const arn = policy()?.arn ?? "";
    const document =
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"ec2:DescribeRegions","Resource":"*"}]}';
    for (let version = 2; version <= 4; version += 1)
      await at.aws(
        ...["--region", "eu-west-1", "iam", "create-policy-version", "--policy-arn", arn],
        ...["--policy-document", document, "--set-as-default"],
      );
    // Another CA each time: planIn makes one.
    expect(await run([])).toContain("replace the CA of the trust anchor");
    expect(Object.keys(policy()?.versions ?? {})).toEqual(["v1", "v2", "v3", "v4", "v5"]);
    expect(await run(["multi-region-keys"], [{ key: "team", value: "x" }])).toContain(
      "removed the oldest version (v1)",
    );
    expect(Object.keys(policy()?.versions ?? {})).toEqual(["v2", "v3", "v4", "v5", "v6"]);
    expect(policy()?.tags).toEqual({ team: "x" });
    expect(Object.keys(world.snapshot().rolesAnywhere.trustAnchors)).toHaveLength(1);
  });

  it("refuses another account, partition and region before it writes anything", async () => {
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
      "partition aws-us-gov) did not confirm who you are",
    );
    expect(await refused({}, { AWS_REGION: "us-east-1" })).toContain(
      "set to region us-east-1, the plan is for eu-west-1",
    );
  });

  it("asks, and does nothing where nobody can answer", async () => {
    const world = sandbox.createWorld();
    const before = world.snapshot();
    const ran = await sit(world).run(scriptsFor(planIn(world)).make);
    expect([ran.status, ran.stdout]).toEqual([1, ""]);
    expect(ran.stderr).toContain("+ create the policy ciphertrust-cckm-policy");
    expect(world.snapshot()).toEqual(before);
  });

  it("leaves alone what carries the same name and was not made by it", async () => {
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
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}',
    );
    const before = world.snapshot();
    const { make, undo } = scriptsFor(planIn(world));
    const ran = await at.run(make, "--yes");
    expect(ran.stderr).toContain("was not created by this script");
    expect((await at.run(undo, "--yes")).stderr).toContain("it stays");
    expect(world.snapshot()).toEqual(before);
  });
});
