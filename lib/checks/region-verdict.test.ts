import { describe, expect, it } from "vitest";
import { actionsOf, type PolicyScope, permissionSets } from "@/lib/permissions";
import {
  type AwsAnswer,
  type AwsCall,
  checkPermissions,
  checkRegion,
  checkRegionReach,
  regionalActions,
} from ".";
import { regionVerdict } from "./region-verdict";
import { collect } from "./testing/connection";
import { deniedFor, failed, notFound, scripted, wellBehaved } from "./testing/scripted";

const actions = actionsOf(permissionSets.map(({ id }) => id));
const regional = regionalActions(actions);
const unprovable = ["kms:CreateKey", "kms:DeleteAlias", "kms:UpdateAlias", "kms:CreateCustomKeyStore"];
const now = new Date("2026-11-24T12:00:00Z");
const there = "ap-south-1";

type Answers = (call: AwsCall) => AwsAnswer;
const actionOf = ({ service, operation }: AwsCall) =>
  `${service.replace("cloudhsmv2", "cloudhsm")}:${operation}`;
const bySCP: Answers = (call) =>
  deniedFor(
    actionOf(call),
    "with an explicit deny in a service control policy: arn:aws:organizations::1:policy/x",
  );
/** Some operations answer otherwise than a good account does. */
const but =
  (operations: readonly string[], answer: Answers): Answers =>
  (call) =>
    operations.includes(call.operation) ? answer(call) : wellBehaved(call);

/** The folded verdict on a region that answers like this, with a home region that answers like that. */
async function fold(
  answers: Answers,
  options: { home?: Answers; scope?: PolicyScope; region?: string } = {},
) {
  const { scope = {}, region = there } = options;
  const aws = scripted(answers);
  const verdicts = [...(await collect(checkRegion(aws, region, actions, { scope }))).values()];
  const home = options.home
    ? [...(await collect(checkPermissions(scripted(options.home), actions, { scope }))).values()]
    : undefined;
  return regionVerdict({
    aws: { world: "aws", region },
    actions,
    verdicts,
    now,
    scope,
    ...(home ? { home } : {}),
  });
}

describe("the verdict on a region", () => {
  it("passes when all is allowed, and counts and names what no probe can prove", async () => {
    const verdict = await fold(wellBehaved);
    expect(verdict).toMatchObject({
      id: `region:${there}`,
      title: `Permissions in ${there}`,
      status: "pass",
    });
    expect(verdict.evidence.found).toMatch(
      /^30 allowed; 4 not provable by a probe \(.*\), as in the home region\.$/,
    );
    for (const action of unprovable) expect(verdict.evidence.found).toContain(action);
    expect(verdict.evidence.details?.split("\n")).toHaveLength(regional.length);
    expect(verdict.evidence.details).toMatch(/^kms:CreateKey: Not probed: /m);
  });

  it("does not hold a missing CloudHSM endpoint against the region", async () => {
    const verdict = await fold(wellBehaved, { region: "ap-east-2" });
    expect(verdict.status).toBe("pass");
    expect(verdict.evidence.found).toMatch(/29 allowed; .*; 1 not applicable \(cloudhsm:DescribeClusters/);
  });

  it.each<[string, Answers, Answers | undefined, string, RegExp, RegExp]>([
    [
      "an organisation closes the region",
      bySCP,
      wellBehaved,
      "fail",
      /^All 32 actions that were asked for are denied by a service control policy.*; the home region denies none of them: it is this region that is barred\. 2 not provable/,
      /organization's policy allow ap-south-1/,
    ],
    [
      "an organisation closes every region",
      bySCP,
      bySCP,
      "fail",
      /All 32 .*; the home region denies them too\./,
      /organization's policy allow the action for this account/,
    ],
    [
      "the same, and nothing is known of the home region",
      bySCP,
      undefined,
      "fail",
      /^All 32 actions that were asked for are denied by a service control policy of the organization\./,
      /organization's policy/,
    ],
    [
      "the policy has a condition on regions",
      (call) => deniedFor(actionOf(call)),
      wellBehaved,
      "fail",
      /All 32 .*lack of an Allow.*it is this region that is barred/,
      /Add ap-south-1 to the aws:RequestedRegion condition of the connection's policy/,
    ],
    [
      "two actions are missing here as at home",
      but(["DisableKey", "EnableKey"], (call) => deniedFor(actionOf(call))),
      but(["DisableKey", "EnableKey"], (call) => deniedFor(actionOf(call))),
      "fail",
      /^2 denied by the lack of an Allow.* \(kms:DisableKey, kms:EnableKey\); the home region denies them too\. 28 allowed; 4 not provable/,
      /Add the statement to the policy/,
    ],
    [
      "two policies deny",
      but(["DisableKey", "EnableKey"], (call) =>
        call.operation === "EnableKey" ? bySCP(call) : deniedFor(actionOf(call)),
      ),
      undefined,
      "fail",
      /1 denied by .*lack of an Allow.* \(kms:DisableKey\); 1 denied by a service control policy.* \(kms:EnableKey\)|1 denied by a service control policy.* \(kms:EnableKey\); 1 denied by .*lack of an Allow.* \(kms:DisableKey\)/,
      /.+/,
    ],
    [
      "one answer does not come",
      but(["DescribeKey"], () => failed("timeout", "Timeout")),
      undefined,
      "unknown",
      /^29 allowed; 4 not provable by a probe .*; 1 could not be told \(kms:DescribeKey\)\. .*time limit/,
      /Check again/,
    ],
    [
      "an action that no probe can prove meets a fault: it might have been denied",
      but(["UpdateAlias"], () => failed("throttled", "ThrottlingException")),
      undefined,
      "unknown",
      /3 not provable .*; 1 could not be told \(kms:UpdateAlias\)\. .*throttled/,
      /Wait some seconds/,
    ],
    [
      "nothing shows that KMS judges first: “not found” proves nothing",
      (call) => (call.operation === "RevokeGrant" ? notFound : wellBehaved(call)),
      undefined,
      "unknown",
      /could not be told \(.* and \d+ more\)\. Not denied, and no other call/,
      /only the policy of this plan/,
    ],
    [
      "no call gets through",
      () => failed("unreachable", "ECONNREFUSED"),
      undefined,
      "unknown",
      /^0 allowed; 2 not provable .*; 32 could not be told/,
      /name resolution/,
    ],
  ])("%s", async (_, answers, home, status, found, remedy) => {
    const verdict = await fold(answers, home ? { home } : {});
    expect(verdict.status).toBe(status);
    expect(verdict.evidence.found).toMatch(found);
    expect(verdict.remedy?.text).toMatch(remedy);
  });

  it("gives the statement only where a statement mends it", async () => {
    const missing = but(["DisableKey"], (call) => deniedFor(actionOf(call)));
    expect((await fold(missing, { home: missing })).remedy?.command).toContain('"kms:DisableKey"');
    expect((await fold(missing, { home: wellBehaved })).remedy?.command).toBeUndefined();
    expect((await fold(bySCP)).remedy?.command).toBeUndefined();
  });

  it("is unknown while actions have no verdict, however many have passed", async () => {
    const verdicts = [...(await collect(checkRegion(scripted(wellBehaved), there, actions))).values()];
    const half = regionVerdict({
      aws: { world: "aws", region: there },
      actions,
      verdicts: verdicts.slice(0, 20),
      now,
    });
    expect(half.status).toBe("unknown");
    expect(half.evidence.found).toMatch(/14 could not be told .* and 8 more\)\. The check ended before/);
    const none = regionVerdict({ aws: { world: "aws", region: there }, actions, verdicts: [], now });
    expect(none.status).toBe("unknown");
    // Nothing to ask is nothing proven.
    expect(
      regionVerdict({ aws: { world: "aws", region: there }, actions: [], verdicts: [], now }).status,
    ).toBe("unknown");
  });
});

describe("a plan that narrows its policy", () => {
  const byTag: PolicyScope = { narrowing: { tag: { key: "managed-by", value: "cckm" } } };
  const byRegion: PolicyScope = { narrowing: { regions: ["eu-west-1", "eu-central-1"] } };
  const ofKeys: Answers = (call) =>
    call.input.KeyId || call.input.TargetKeyId ? deniedFor(actionOf(call)) : wellBehaved(call);

  it("by tag: what no probe can meet is unprovable here as at home, and named", async () => {
    const verdict = await fold(ofKeys, { home: ofKeys, scope: byTag });
    expect(verdict.status).toBe("pass");
    expect(verdict.evidence.found).toMatch(/^\d+ allowed; 2\d not provable by a probe \(.* and \d+ more\)/);
    expect(verdict.evidence.details).toMatch(
      /kms:DescribeKey: Denied, which says nothing here: .*managed-by = cckm/,
    );
    // The same answers without that limit are denials.
    expect((await fold(ofKeys, { home: ofKeys })).status).toBe("fail");
  });

  it("by region: one that is left out says where to add it, not that AWS is at fault", async () => {
    const denied: Answers = (call) => deniedFor(actionOf(call));
    const verdict = await fold(denied, { home: wellBehaved, scope: byRegion });
    expect(verdict).toMatchObject({
      status: "fail",
      remedy: {
        text: expect.stringMatching(/limited to other regions: add ap-south-1 to them in step Policy/),
      },
    });
    expect((await fold(wellBehaved, { scope: byRegion, region: "eu-central-1" })).status).toBe("pass");
  });

  it.each<[string, AwsAnswer, string, RegExp]>([
    [
      "denied",
      deniedFor("kms:ListKeys"),
      "not-applicable",
      /as the plan wants it: .*eu-west-1, eu-central-1/,
    ],
    ["open all the same", { ok: true, output: { Keys: [] } }, "warn", /though the plan's policy is limited/],
    [
      "closed by the organisation",
      bySCP({ service: "kms", operation: "ListKeys", input: {} }),
      "fail",
      /service control policy/,
    ],
    ["not answering", failed("timeout", "Timeout"), "unknown", /time limit/],
  ])("by region: one that is left out and %s", async (_, answer, status, found) => {
    const aws = scripted((call) => (call.region === there ? answer : wellBehaved(call)));
    const regions = [there, "eu-west-1"].map((name) => ({ name, optIn: "opt-in-not-required" }) as const);
    const verdicts = await collect(checkRegionReach(aws, regions, { scope: byRegion }));
    expect(verdicts.get(`region:${there}`)?.status).toBe(status);
    expect(verdicts.get(`region:${there}`)?.evidence.found).toMatch(found);
    expect(verdicts.get("region:eu-west-1")?.status).toBe("pass");
  });
});
