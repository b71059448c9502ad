import { spawnSync } from "node:child_process";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { actionsOf, setIdsInForce } from "@/lib/permissions";
import { isProblem } from "@/lib/problems";
import { type Sandbox, startSandbox } from "@/lib/sandbox";
import { has } from "@/scripts/test-tools";
import { accessKeyScript, blueprint, readResultBlock } from "./index";
import { desk, planFor } from "./script.testkit";

// Each run calls the AWS CLI a dozen times, and each call starts Python anew.
vi.setConfig({ testTimeout: 900_000 });

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox?.close());

const sets = ["multi-region-keys", "custom-key-stores", "assume-role"];
function narrowedScript(accountId: string): string {
  const document = planFor({
    start: { accountId, signIn: "access-key", sets, assumeRoleArn: "arn:aws:iam::444455556666:role/keys" },
    policy: {
      narrowServiceRoles: true,
      narrowRegions: ["eu-west-3"],
      narrowTagKey: "managed by",
      narrowTagValue: "key = team",
    },
  });
  const made = blueprint(document);
  if (isProblem(made) || made.identity.kind !== "access-key") throw new Error(JSON.stringify(made));
  return accessKeyScript(made, made.identity);
}

it("the script of a narrowed plan holds each question to the simulator once", () => {
  const [, actions] = /readonly ACTIONS='([^']*)'/.exec(narrowedScript("111122223333")) ?? [];
  const lines = (actions ?? "").split("\n");
  expect(lines.filter((line) => !line.startsWith("--")).length).toBe(
    actionsOf(setIdsInForce(sets)).length + 1,
  );
  expect(lines.filter((line) => line.startsWith("--"))).toMatchInlineSnapshot(`
    [
      "--context-entries [{"ContextKeyName":"aws:RequestedRegion","ContextKeyValues":["eu-west-1"],"ContextKeyType":"string"}]",
      "--context-entries [{"ContextKeyName":"aws:RequestedRegion","ContextKeyValues":["eu-west-1"],"ContextKeyType":"string"},{"ContextKeyName":"aws:ResourceTag/managed by","ContextKeyValues":["key = team"],"ContextKeyType":"string"}]",
      "--context-entries [{"ContextKeyName":"aws:RequestedRegion","ContextKeyValues":["eu-west-1"],"ContextKeyType":"string"},{"ContextKeyName":"aws:ResourceTag/managed by","ContextKeyValues":["key = team"],"ContextKeyType":"string"},{"ContextKeyName":"aws:RequestTag/managed by","ContextKeyValues":["key = team"],"ContextKeyType":"string"}]",
      "--context-entries [{"ContextKeyName":"aws:RequestedRegion","ContextKeyValues":["eu-west-1"],"ContextKeyType":"string"},{"ContextKeyName":"aws:RequestTag/managed by","ContextKeyValues":["key = team"],"ContextKeyType":"string"}]",
      "--context-entries [{"ContextKeyName":"iam:AWSServiceName","ContextKeyValues":["mrk.kms.amazonaws.com"],"ContextKeyType":"string"}]",
      "--context-entries [{"ContextKeyName":"iam:AWSServiceName","ContextKeyValues":["cks.kms.amazonaws.com"],"ContextKeyType":"string"}]",
      "--resource-arns arn:aws:iam::444455556666:role/keys",
    ]
  `);
});

it.skipIf(!has("shellcheck"))("shellcheck takes it", () => {
  const input = narrowedScript("111122223333");
  const checked = spawnSync("shellcheck", ["--shell=bash", "--severity=style", "-"], {
    input,
    encoding: "utf8",
  });
  expect(checked.stdout).toBe("");
});

it.skipIf(!has("aws"))(
  "run by the real AWS CLI, it makes the narrowed policy, and the simulator allows all of the plan within its limits",
  async () => {
    const world = sandbox.createWorld();
    const at = desk(sandbox.url, world.administrator);
    const ran = await at.run(narrowedScript(world.accountId), "--yes");
    at.close();
    expect(ran.status, ran.stderr).toBe(0);
    const block = readResultBlock(ran.stdout);
    if (isProblem(block)) throw new Error(block.code);
    expect(block).toMatchObject({ damaged: [], missing: 0 });
    expect(block.simulation.map(({ action }) => action).sort()).toEqual(
      actionsOf(setIdsInForce(sets)).sort(),
    );
    expect(
      block.simulation.filter(({ decision, missingContext }) => decision !== "allowed" || missingContext),
    ).toEqual([]);
  },
);
