import { describe, expect, it } from "vitest";
import { budget } from "@/lib/bounded";
import { isProblem } from "@/lib/problems";
import { judgeExcess, judgePolicies, optionalSets, type PolicyDocument, permissionSets, readPolicy } from ".";
import { EVALUATION_STEPS, openPolicies } from "./evaluate/evaluate";
import { circumstancesOf, circumstancesOutside } from "./narrow/narrowing";
import { actionsOf } from "./sets/all-sets";
import { hostilePolicies } from "./testing/hostile-policies";

const now = new Date("2026-01-01T00:00:00Z");
const sets = [...permissionSets, ...optionalSets].map(({ id }) => id);
/** Seventeen regions and a tag: the plan that asks the most. */
const scope = {
  accountId: "111122223333",
  region: "us-east-1",
  services: ["mrk.kms.amazonaws.com"],
  narrowing: {
    regions: Array.from({ length: 17 }, (_, i) => `eu-north-${i}`),
    tag: { key: "team", value: "keys".repeat(60) },
  },
};

function documents(text: (length: number) => string): PolicyDocument[] {
  const read = readPolicy(text(60_000));
  return isProblem(read) ? [] : [read, read, read, read, read];
}

describe.each(hostilePolicies)("$kind", ({ text }) => {
  it("is read, or refused with a place, and never with a long answer", () => {
    const read = readPolicy(text(60_000));
    if (!isProblem(read)) return;
    expect(read.code).not.toBe("policy-too-large");
    expect(JSON.stringify(read).length).toBeLessThan(40_000);
    expect(read.fields?.length ?? 0).toBeLessThanOrEqual(51);
  });

  it("is judged within the steps, and what is not judged does not pass", () => {
    const policies = documents(text);
    const steps = budget(EVALUATION_STEPS);
    const decideOn = openPolicies(policies, policies[0] ? { boundary: policies[0] } : {}, steps);
    for (const action of actionsOf(sets))
      for (const request of [...circumstancesOf(action, scope), ...circumstancesOutside(action, scope)]) {
        const { decision, evidence } = decideOn(action, request);
        if (evidence.notJudged) expect(decision).toBe("unknown");
      }
    // The last comparison may go over by as much as one pattern is long.
    expect(steps.spent).toBeLessThan(EVALUATION_STEPS + 70_000);
  });
});

describe("what the steps did not reach", () => {
  const hostile = hostilePolicies.find(({ kind }) => kind === "many actions with stars");
  const policies = documents(hostile?.text ?? (() => ""));

  it("is unknown for each permission, says why, and by a code", () => {
    const verdicts = judgePolicies(policies, sets, now, { scope });
    const open = verdicts.filter(({ evidence }) => evidence.reason === "not-judged");
    expect(open.length).toBeGreaterThan(0);
    for (const { status, evidence, remedy } of open) {
      expect(status).toBe("unknown");
      expect(evidence.found).toContain("Not checked: these policies take more than");
      expect(remedy?.text).toContain("Paste the policies of this role or user only");
    }
  });

  it("passes no rule on what is given beyond the plan", () => {
    const verdicts = judgeExcess(policies, sets, now, scope).filter(
      ({ evidence }) => evidence.reason === "not-judged",
    );
    expect(verdicts.length).toBeGreaterThan(0);
    expect(verdicts.filter(({ status }) => status === "pass")).toEqual([]);
  });

  it("leaves no policy of AWS's own sizes unjudged", () => {
    // Ten managed policies of 6,144 characters, most of their actions with stars.
    const large = Array.from({ length: 10 }, (_, policy) => ({
      Version: "2012-10-17",
      Statement: Array.from({ length: 8 }, (_, statement) => ({
        Effect: "Allow" as const,
        Action: Array.from({ length: 24 }, (_, i) => `service${i % 6}:Describe${policy}${statement}${i}*`),
        Resource: ["arn:aws:kms:*:111122223333:key/*", "arn:aws:logs:*:*:log-group:*"],
        Condition: { StringLike: { "aws:RequestedRegion": ["eu-*", "us-*"] } },
      })),
    }));
    expect(JSON.stringify(large[0]).length).toBeGreaterThan(6_144);
    const reasons = judgePolicies(large, sets, now, { scope }).map(({ evidence }) => evidence.reason);
    expect(reasons).not.toContain("not-judged");
  });
});
