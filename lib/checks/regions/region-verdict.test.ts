import { describe, expect, it } from "vitest";
import { checkRegion, regionalActions } from "..";
import { collect } from "../testing/connection";
import { type Answers, actionOf, actions, but, bySCP, fold, now, there } from "../testing/regions";
import { deniedFor, failed, notFound, scripted, wellBehaved } from "../testing/scripted";
import { regionVerdict } from "./region-verdict";

const regional = regionalActions(actions);
const unprovable = ["kms:CreateKey", "kms:DeleteAlias", "kms:UpdateAlias", "kms:CreateCustomKeyStore"];

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
      /^All 32 actions that were asked for are denied by a service control policy.*; the home region denies none of them: the denial is specific to this region\. 2 not provable/,
      /organization's policy to allow ap-south-1/,
    ],
    [
      "an organisation closes every region",
      bySCP,
      bySCP,
      "fail",
      /All 32 .*; the home region denies them too\./,
      /organization's policy to allow the action for this account/,
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
      /All 32 .*lack of an Allow.*the denial is specific to this region/,
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
      /^29 allowed; 4 not provable by a probe .*; 1 unknown \(kms:DescribeKey\)\. .*time limit/,
      /Check again/,
    ],
    [
      "an action that no probe can prove meets a fault: it might have been denied",
      but(["UpdateAlias"], () => failed("throttled", "ThrottlingException")),
      undefined,
      "unknown",
      /3 not provable .*; 1 unknown \(kms:UpdateAlias\)\. .*throttled/,
      /Wait a few seconds/,
    ],
    [
      "nothing shows that KMS judges first: “not found” proves nothing",
      (call) => (call.operation === "RevokeGrant" ? notFound : wellBehaved(call)),
      undefined,
      "unknown",
      /unknown \(.* and \d+ more\)\. Not denied, and no other call/,
      /only the policy of this plan/,
    ],
    [
      "no call gets through",
      () => failed("unreachable", "ECONNREFUSED"),
      undefined,
      "unknown",
      /^0 allowed; 2 not provable .*; 32 unknown/,
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
    expect(half.evidence.found).toMatch(/14 unknown .* and 8 more\)\. The check ended before/);
    const none = regionVerdict({ aws: { world: "aws", region: there }, actions, verdicts: [], now });
    expect(none.status).toBe("unknown");
    // Nothing to ask is nothing proven.
    expect(
      regionVerdict({ aws: { world: "aws", region: there }, actions: [], verdicts: [], now }).status,
    ).toBe("unknown");
  });
});
