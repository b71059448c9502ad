import { describe, expect, it } from "vitest";
import { type AccountRegion, type AwsAnswer, checkRegionReach, REGIONS_AT_ONCE } from "..";
import { collect } from "../testing/connection";
import { deniedFor, failed, scripted, wellBehaved } from "../testing/scripted";

const home = "eu-west-1";
const on = (...names: string[]): AccountRegion[] =>
  names.map((name) => ({ name, optIn: "opt-in-not-required" }));
const bySCP = (action: string) => deniedFor(action, "with an explicit deny in a service control policy");

/** A caller that answers by region; each region not named answers well. */
function world(answers: Record<string, AwsAnswer | (() => Promise<AwsAnswer>)>) {
  return scripted((call) => {
    const answer = answers[call.region ?? home] ?? wellBehaved(call);
    return typeof answer === "function" ? answer() : answer;
  });
}

async function reach(regions: readonly AccountRegion[], answers: Parameters<typeof world>[0] = {}) {
  const aws = world(answers);
  return { aws, verdicts: await collect(checkRegionReach(aws, regions)) };
}

describe("where KMS can be reached", () => {
  it("asks once in each region that is switched on, for one key at most, and in no other", async () => {
    const { aws, verdicts } = await reach([
      ...on(home, "eu-west-2"),
      { name: "af-south-1", optIn: "opted-in" },
      { name: "me-south-1", optIn: "not-opted-in" },
      { name: "xx-new-1", optIn: "unknown" },
    ]);
    expect(aws.calls.map(({ region, operation, input }) => [region, operation, input]).sort()).toEqual(
      ["af-south-1", home, "eu-west-2", "xx-new-1"].map((name) => [name, "ListKeys", { Limit: 1 }]),
    );
    expect([...verdicts].map(([id, { status }]) => [id, status])).toEqual([
      ["region:me-south-1", "not-applicable"],
      [`region:${home}`, "pass"],
      ["region:eu-west-2", "pass"],
      ["region:af-south-1", "pass"],
      ["region:xx-new-1", "pass"],
    ]);
    expect(verdicts.get("region:me-south-1")?.remedy).toMatchObject({
      text: expect.stringMatching(/enable the region/),
      where: expect.stringMatching(/administrator of the AWS account/),
    });
  });

  it.each([
    [
      "a service control policy",
      bySCP("kms:ListKeys"),
      /service control policy.* the denial is specific to this region/,
      /organization's policy to allow eu-west-2/,
      /organization/,
    ],
    [
      "no Allow for the region",
      deniedFor("kms:ListKeys"),
      /lack of an Allow.* the denial is specific to this region/,
      /Add eu-west-2 to the aws:RequestedRegion condition of the connection's policy/,
      /IAM/,
    ],
    [
      "a Deny for the region",
      deniedFor("kms:ListKeys", "with an explicit deny in an identity-based policy"),
      /explicit Deny.* the denial is specific to this region/,
      /Take eu-west-2 out of the Deny's aws:RequestedRegion condition/,
      /IAM/,
    ],
    [
      "a permissions boundary",
      deniedFor("kms:ListKeys", "because no permissions boundary allows the kms:ListKeys action"),
      /permissions boundary.* the denial is specific to this region/,
      /aws:RequestedRegion condition of the permissions boundary/,
      /IAM/,
    ],
  ])("a region closed by %s names who can open it", async (_, answer, found, remedy, who) => {
    const { verdicts } = await reach(on(home, "eu-west-2"), { "eu-west-2": answer });
    expect(verdicts.get(`region:${home}`)?.status).toBe("pass");
    const verdict = verdicts.get("region:eu-west-2");
    expect(verdict).toMatchObject({
      status: "fail",
      evidence: { found: expect.stringMatching(found) },
      remedy: { text: expect.stringMatching(remedy), where: expect.stringMatching(who) },
    });
    // The statement that mends a missing permission would open every region at once.
    expect(verdict?.remedy?.command).toBeUndefined();
  });

  it("does not blame the region when the home region denies the same", async () => {
    const denied = deniedFor("kms:ListKeys");
    const { verdicts } = await reach(on(home, "eu-west-2"), { [home]: denied, "eu-west-2": denied });
    const [there, here] = [verdicts.get("region:eu-west-2"), verdicts.get(`region:${home}`)];
    expect(here?.evidence.found).not.toMatch(/region/);
    expect(there?.evidence.found).toMatch(/denied in the home region eu-west-1 too/);
    for (const verdict of [here, there])
      expect(verdict).toMatchObject({
        status: "fail",
        remedy: { command: expect.stringMatching(/kms:ListKeys/) },
      });
  });

  it("says so when the home region could not be asked", async () => {
    const { verdicts } = await reach(on(home, "eu-west-2"), {
      [home]: failed("timeout", "Timeout"),
      "eu-west-2": bySCP("kms:ListKeys"),
    });
    expect(verdicts.get(`region:${home}`)?.status).toBe("unknown");
    expect(verdicts.get("region:eu-west-2")?.evidence.found).toMatch(
      /It is unknown whether the home region eu-west-1 allows it/,
    );
  });

  it.each([
    ["timeout", "Timeout", /time limit/],
    ["unreachable", "ENOTFOUND", /not known to DNS/],
    ["intercepted", "Http200", /between this server and AWS/],
    ["throttled", "ThrottlingException", /throttled/],
    ["service", "KMSInternalException", /server error/],
    ["credentials-expired", "ExpiredTokenException", /expired/],
    ["region-disabled", "OptInRequired", /KMS there says that it is not/],
    ["answer", "ValidationException", /inconclusive/],
  ] as const)("%s in one region is unknown there, and nothing to the others", async (kind, code, found) => {
    const { verdicts } = await reach(on(home, "eu-west-2", "eu-west-3"), { "eu-west-2": failed(kind, code) });
    const statuses = [...verdicts.values()].map(({ status }) => status);
    expect(statuses).toEqual(["pass", "unknown", "pass"]);
    expect(verdicts.get("region:eu-west-2")?.evidence.found).toMatch(found);
  });

  it("explains credentials that only an opted-in region does not know by the kind of token", async () => {
    const unknownToken = failed("credentials-wrong", "UnrecognizedClientException");
    const regions: AccountRegion[] = [...on(home, "eu-west-2"), { name: "af-south-1", optIn: "opted-in" }];
    const { verdicts } = await reach(regions, { "af-south-1": unknownToken, "eu-west-2": unknownToken });
    expect(verdicts.get("region:af-south-1")).toMatchObject({
      status: "unknown",
      evidence: { found: expect.stringMatching(/global STS endpoint \(version 1\)/) },
    });
    expect(verdicts.get("region:eu-west-2")?.evidence.found).not.toMatch(/STS/);
  });

  it("a slow region delays its own verdict only, and takes one place of the few", async () => {
    const names = Array.from({ length: 30 }, (_, index) => `eu-test-${index}`);
    let release = (_: AwsAnswer) => {};
    const slow = new Promise<AwsAnswer>((go) => {
      release = go;
    });
    const aws = world({ "eu-test-0": () => slow });
    const seen: string[] = [];
    for await (const { id } of checkRegionReach(aws, on(home, ...names))) {
      seen.push(id);
      if (seen.length === names.length)
        release(wellBehaved({ service: "kms", operation: "ListKeys", input: {} }));
    }
    expect(seen.at(-1)).toBe("region:eu-test-0");
    expect(new Set(seen).size).toBe(names.length + 1);
  });

  it("has no more than its few calls under way", async () => {
    const names = Array.from({ length: 30 }, (_, index) => `eu-test-${index}`);
    let now = 0;
    let most = 0;
    const aws = scripted(async (call) => {
      most = Math.max(most, ++now);
      await new Promise((go) => setTimeout(go, 1));
      now -= 1;
      return wellBehaved(call);
    });
    await collect(checkRegionReach(aws, on(home, ...names)));
    expect(most).toBe(REGIONS_AT_ONCE);
  });

  it("stopped, it begins no further call and leaves the rest unknown", async () => {
    const names = Array.from({ length: 30 }, (_, index) => `eu-test-${index}`);
    const stop = new AbortController();
    const never = new Promise<AwsAnswer>(() => {});
    const aws = scripted((call) => (call.region === home ? wellBehaved(call) : never));
    const verdicts: [string, string][] = [];
    for await (const { id, status } of checkRegionReach(aws, on(home, ...names), { signal: stop.signal })) {
      verdicts.push([id, status]);
      stop.abort();
    }
    expect(aws.calls).toHaveLength(REGIONS_AT_ONCE + 1);
    expect(verdicts[0]).toEqual([`region:${home}`, "pass"]);
    expect(verdicts).toHaveLength(31);
    expect(new Set(verdicts.slice(1).map(([, status]) => status))).toEqual(new Set(["unknown"]));
  });
});
