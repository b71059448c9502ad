import { describe, expect, it } from "vitest";
import type { PolicyScope } from "@/lib/permissions";
import { type AwsAnswer, checkRegionReach } from "..";
import { collect } from "../testing/connection";
import { type Answers, actionOf, bySCP, fold, there } from "../testing/regions";
import { deniedFor, failed, scripted, wellBehaved } from "../testing/scripted";

describe("a plan that narrows its policy", () => {
  const byTag: PolicyScope = { narrowing: { tag: { key: "managed-by", value: "cckm" } } };
  const byRegion: PolicyScope = { narrowing: { regions: ["eu-west-1", "eu-central-1"] } };
  const ofKeys: Answers = (call) =>
    call.input.KeyId || call.input.TargetKeyId ? deniedFor(actionOf(call)) : wellBehaved(call);

  it("by tag: where every key action is denied, the region is unknown, and said why and what tells", async () => {
    const verdict = await fold(ofKeys, { home: ofKeys, scope: byTag });
    expect(verdict.status).toBe("unknown");
    expect(verdict.evidence.found).toMatch(
      /^\d+ allowed; \d not provable by a probe \(.*\), as in the home region; 2\d not provable by a probe, whose key does not have the tag .* \(.* and \d+ more\)\. These would be denied with the plan's policy/,
    );
    expect(verdict.remedy?.text).toMatch(
      /simulator .*aws:RequestedRegion = ap-south-1\..*only for the home region/,
    );
    expect(verdict.evidence.details).toMatch(
      /kms:DescribeKey: Denied, but inconclusive: .*managed-by = cckm/,
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
        text: expect.stringMatching(
          /limited to other regions: add ap-south-1 to them in the step “Compose the policy”/,
        ),
      },
    });
    expect((await fold(wellBehaved, { scope: byRegion, region: "eu-central-1" })).status).toBe("pass");
  });

  it("by region: one that is left out and open all the same is a warning, as it is where KMS is reached", async () => {
    const verdict = await fold(wellBehaved, { home: wellBehaved, scope: byRegion });
    expect(verdict).toMatchObject({
      status: "warn",
      evidence: {
        found: expect.stringMatching(/^30 allowed; .*, though the plan's policy is limited to eu-west-1/),
      },
      remedy: { text: expect.stringMatching(/or add ap-south-1 to its regions/) },
    });
  });

  it.each<[string, AwsAnswer, string, RegExp]>([
    ["denied", deniedFor("kms:ListKeys"), "not-applicable", /as the plan intends: .*eu-west-1, eu-central-1/],
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
