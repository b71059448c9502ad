import { spawnSync } from "node:child_process";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { type SimulatedDecision, verdictsFromDecisions } from "@/lib/checks";
import { actionsInForce } from "@/lib/permissions";
import { isProblem } from "@/lib/problems";
import { type Sandbox, startSandbox } from "@/lib/sandbox";
import { has } from "@/scripts/test-tools";
import { policyScope } from "../names";
import { desk, planFor } from "../testing/identity-script";
import { accessKeyScript, blueprint, limitsChecksum, readResultBlock, simulatorLines } from "./index";

// Each run calls the AWS CLI a dozen times, and each call starts Python anew.
vi.setConfig({ testTimeout: 900_000 });

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox?.close());

const sets = ["multi-region-keys", "custom-key-stores", "assume-role"];
const actions = actionsInForce(sets);
const narrowedPlan = (accountId: string) =>
  planFor({
    start: { accountId, signIn: "access-key", sets, assumeRoleArn: "arn:aws:iam::444455556666:role/keys" },
    policy: {
      narrowServiceRoles: true,
      narrowRegions: ["eu-west-3"],
      narrowTagKey: "managed by",
      narrowTagValue: "key = team",
    },
  });

function narrowedScript(accountId: string): string {
  const made = blueprint(narrowedPlan(accountId));
  if (isProblem(made) || made.identity.kind !== "access-key") throw new Error(JSON.stringify(made));
  return accessKeyScript(made, made.identity);
}

it("the script of a narrowed plan holds each question to the simulator once", () => {
  const [, text] = /readonly ACTIONS='([^']*)'/.exec(narrowedScript("111122223333")) ?? [];
  const lines = (text ?? "").split("\n");
  // Two services, the three aliases beside their keys, and a first tag.
  expect(lines.filter((line) => !line.startsWith("--")).length).toBe(actions.length + 5);
  expect(lines.filter((line) => line.startsWith("--"))).toMatchInlineSnapshot(`
    [
      "--context-entries [{"ContextKeyName":"aws:RequestedRegion","ContextKeyValues":["eu-west-1"],"ContextKeyType":"string"}]",
      "--resource-arns arn:aws:kms:eu-west-1:111122223333:key/00000000-0000-4000-8000-000000000000",
      "--context-entries [{"ContextKeyName":"aws:RequestedRegion","ContextKeyValues":["eu-west-1"],"ContextKeyType":"string"},{"ContextKeyName":"aws:ResourceTag/managed by","ContextKeyValues":["key = team"],"ContextKeyType":"string"}]",
      "--resource-arns arn:aws:kms:eu-west-1:111122223333:key/00000000-0000-4000-8000-000000000000",
      "--context-entries [{"ContextKeyName":"aws:RequestedRegion","ContextKeyValues":["eu-west-1"],"ContextKeyType":"string"},{"ContextKeyName":"aws:RequestTag/managed by","ContextKeyValues":["key = team"],"ContextKeyType":"string"},{"ContextKeyName":"aws:ResourceTag/managed by","ContextKeyValues":["key = team"],"ContextKeyType":"string"}]",
      "--resource-arns arn:aws:kms:eu-west-1:111122223333:key/00000000-0000-4000-8000-000000000000",
      "--context-entries [{"ContextKeyName":"aws:RequestedRegion","ContextKeyValues":["eu-west-1"],"ContextKeyType":"string"},{"ContextKeyName":"aws:RequestTag/managed by","ContextKeyValues":["key = team"],"ContextKeyType":"string"}]",
      "--resource-arns arn:aws:kms:eu-west-1:111122223333:alias/ckm-example",
      "--context-entries [{"ContextKeyName":"aws:RequestedRegion","ContextKeyValues":["eu-west-1"],"ContextKeyType":"string"}]",
      "--context-entries [{"ContextKeyName":"aws:RequestedRegion","ContextKeyValues":["eu-west-1"],"ContextKeyType":"string"},{"ContextKeyName":"aws:RequestTag/managed by","ContextKeyValues":["key = team"],"ContextKeyType":"string"}]",
      "--context-entries [{"ContextKeyName":"aws:RequestedRegion","ContextKeyValues":["us-east-1"],"ContextKeyType":"string"}]",
      "--resource-arns arn:aws:logs:eu-west-1:111122223333:log-group::log-stream:",
      "--context-entries [{"ContextKeyName":"aws:RequestedRegion","ContextKeyValues":["eu-west-1"],"ContextKeyType":"string"}]",
      "--resource-arns arn:aws:logs:eu-west-1:111122223333:log-group:ckm-example:log-stream:",
      "--context-entries [{"ContextKeyName":"aws:RequestedRegion","ContextKeyValues":["eu-west-1"],"ContextKeyType":"string"}]",
      "--resource-arns arn:aws:iam::111122223333:role/aws-service-role/mrk.kms.amazonaws.com/AWSServiceRoleForKeyManagementServiceMultiRegionKeys",
      "--context-entries [{"ContextKeyName":"aws:RequestedRegion","ContextKeyValues":["us-east-1"],"ContextKeyType":"string"},{"ContextKeyName":"iam:AWSServiceName","ContextKeyValues":["mrk.kms.amazonaws.com"],"ContextKeyType":"string"}]",
      "--resource-arns arn:aws:iam::111122223333:role/aws-service-role/cks.kms.amazonaws.com/AWSServiceRoleForKeyManagementServiceCustomKeyStores",
      "--context-entries [{"ContextKeyName":"aws:RequestedRegion","ContextKeyValues":["us-east-1"],"ContextKeyType":"string"},{"ContextKeyName":"iam:AWSServiceName","ContextKeyValues":["cks.kms.amazonaws.com"],"ContextKeyType":"string"}]",
      "--resource-arns arn:aws:iam::444455556666:role/keys",
      "--context-entries [{"ContextKeyName":"aws:RequestedRegion","ContextKeyValues":["eu-west-1"],"ContextKeyType":"string"}]",
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
    expect(ran.stderr).toContain(`Asking the policy simulator about ${actions.length} actions`);
    const block = readResultBlock(ran.stdout);
    if (isProblem(block)) throw new Error(block.code);
    expect(block).toMatchObject({ damaged: [], missing: 0 });

    const scope = policyScope(narrowedPlan(world.accountId));
    const region = "eu-west-1";
    expect(block.limits).toBe(limitsChecksum(simulatorLines({ actions, scope, region })));
    const read = (decisions: readonly SimulatedDecision[]) =>
      verdictsFromDecisions(decisions, actions, {
        kind: "pasted",
        principal: "",
        now: new Date(0),
        world: "sandbox",
        scope,
        region,
      }).filter(({ status }) => status !== "pass");
    expect(read(block.simulation)).toEqual([]);
    // One answer less, and what it was a part of is not known any more.
    const first = block.simulation.findIndex(({ action }) => action === "kms:CreateAlias");
    const lost = read(block.simulation.filter((_, index) => index !== first));
    expect(lost.map(({ id, status }) => [id, status])).toEqual([["kms:CreateAlias", "unknown"]]);
    expect(lost[0]?.evidence.found).toContain("1 of 2 answers");
  },
);
