import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { PlanDocument } from "@/lib/plan";
import { isProblem } from "@/lib/problems";
import { type Sandbox, startSandbox } from "@/lib/sandbox";
import { has } from "@/scripts/test-tools";
import { type Desk, desk, planFor } from "../testing/identity-script";
import { accessKeyScript, blueprint, policyScript, readResultBlock, undoScript } from "./index";

// Each run calls the AWS CLI a dozen times, and each call starts Python anew.
vi.setConfig({ testTimeout: 900_000 });

let sandbox: Sandbox;
const desks: Desk[] = [];
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(async () => {
  for (const one of desks) one.close();
  await sandbox?.close();
});

function scriptsFor(document: PlanDocument) {
  const made = blueprint(document);
  if (isProblem(made) || made.identity.kind !== "access-key") throw new Error(JSON.stringify(made));
  return { make: accessKeyScript(made, made.identity), undo: undoScript(made), policy: policyScript(made) };
}

async function sit(partition: "aws" | "aws-cn" = "aws") {
  const world = sandbox.createWorld({ partition });
  const at = desk(sandbox.url, world.administrator);
  desks.push(at);
  const plan = (identity: Partial<PlanDocument["identity"]> = {}) =>
    scriptsFor(planFor({ start: { accountId: world.accountId, partition, signIn: "access-key" }, identity }));
  return { world, at, plan };
}

describe.skipIf(!has("aws"))("the access key script, run by the real AWS CLI", () => {
  it("makes a user and a key that works, once, and is taken back whole", async () => {
    const { world, at, plan } = await sit("aws-cn");
    const before = world.snapshot();
    const { make, undo } = plan({ tags: [{ key: "Kostenstelle", value: "Süd 世界" }] });
    const first = await at.run(make, "--yes");
    expect(first.status, first.stderr).toBe(0);

    const file = join(at.folder, "ciphertrust-cckm-user-access-key.csv");
    expect((statSync(file).mode & 0o777).toString(8)).toBe("600");
    const [head, values = ""] = readFileSync(file, "utf8").trim().split("\n");
    expect(head).toBe("Access key ID,Secret access key");
    const [accessKeyId = "", secretAccessKey = ""] = values.split(",");
    expect(first.stdout + first.stderr).not.toContain(secretAccessKey);

    const signedIn = desk(sandbox.url, { accessKeyId, secretAccessKey });
    desks.push(signedIn);
    const who = await signedIn.aws(
      "--region",
      "cn-north-1",
      "sts",
      "get-caller-identity",
      "--query",
      "Arn",
      "--output",
      "text",
    );
    expect(who.stdout.trim()).toBe(`arn:aws-cn:iam::${world.accountId}:user/ciphertrust-cckm-user`);

    const read = readResultBlock(first.stdout);
    expect(read).toMatchObject({ kind: "access-key", account: world.accountId, damaged: [], missing: 0 });
    expect(isProblem(read) ? undefined : read.arns.userArn).toBe(who.stdout.trim());

    const after = world.snapshot();
    const second = await at.run(make, "--yes");
    expect(second.status, second.stderr).toBe(0);
    expect(second.stderr).toContain("nothing to change");
    expect(world.snapshot()).toEqual(after);

    const undone = await at.run(undo, "--yes");
    expect(undone.status, undone.stderr).toBe(0);
    expect(world.snapshot()).toEqual(before);
    expect(existsSync(file)).toBe(false);
  });

  it("takes an existing user, makes a second key only when asked, and leaves the user when undone", async () => {
    const { world, at, plan } = await sit();
    const aws = (...args: string[]) => at.aws("--region", "eu-west-1", "iam", ...args);
    await aws("create-user", "--user-name", "cckm");
    await aws("create-access-key", "--user-name", "cckm");
    const before = world.snapshot();
    const { make, undo } = plan({ userName: "cckm", userExists: true });
    const keys = () =>
      Object.values(world.snapshot().iam.accessKeys).filter(({ userName }) => userName === "cckm");

    const first = await at.run(make, "--yes");
    expect(first.status, first.stderr).toBe(0);
    expect(first.stderr).toContain("run this script with --new-key");
    expect(keys()).toHaveLength(1);

    expect((await at.run(make, "--yes", "--new-key")).status).toBe(0);
    expect(keys()).toHaveLength(2);

    const undone = await at.run(undo, "--yes");
    expect(undone.status, undone.stderr).toBe(0);
    expect(world.snapshot()).toEqual(before);
  });

  it("refuses a user that it did not make, and one that is not there", async () => {
    const { world, at, plan } = await sit();
    await at.aws("--region", "eu-west-1", "iam", "create-user", "--user-name", "theirs");
    const before = world.snapshot();
    expect((await at.run(plan({ userName: "theirs" }).make, "--yes")).stderr).toContain(
      "was not created by this script",
    );
    expect((await at.run(plan({ userName: "nobody", userExists: true }).make, "--yes")).stderr).toContain(
      "There is no user nobody",
    );
    expect(world.snapshot()).toEqual(before);
  });

  it("makes the policy alone for those who share the work", async () => {
    const { world, at, plan } = await sit();
    const ran = await at.run(plan().policy, "--yes");
    expect(ran.status, ran.stderr).toBe(0);
    expect(ran.stdout.trim()).toBe(`arn:aws:iam::${world.accountId}:policy/ciphertrust-cckm-policy`);
    expect(Object.keys(world.snapshot().iam.users)).toEqual(["administrator"]);
    const after = world.snapshot();
    expect((await at.run(plan().policy, "--yes")).stderr).toContain("nothing to change");
    expect(world.snapshot()).toEqual(after);
  });
});
