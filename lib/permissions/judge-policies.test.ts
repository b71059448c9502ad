import { describe, expect, it } from "vitest";
import { verdictSchema } from "@/lib/verdict";
import { composePolicy, judgePolicies, type PolicyDocument, permissionSets } from ".";

const now = new Date("2026-03-01T10:00:00Z");
const vendor = permissionSets.map((set) => set.id);
const policy = (...Statement: PolicyDocument["Statement"][]): PolicyDocument => ({
  Version: "2012-10-17",
  Statement: Statement.flat(),
});

describe("pasted policies are read against the plan", () => {
  it("the composed policy passes every action, each with its reason", () => {
    const verdicts = judgePolicies([composePolicy(vendor)], vendor, now);
    expect(verdicts).toHaveLength(39);
    for (const verdict of verdicts) {
      expect(verdictSchema.parse(verdict)).toMatchObject({ status: "pass", evidence: { kind: "static" } });
      expect(verdict.why).not.toBe("");
    }
  });

  it("one action taken out of it fails, and its statement mends exactly that", () => {
    const whole = composePolicy(vendor);
    for (const { action } of permissionSets.flatMap((set) => [...set.actions])) {
      const without = policy(
        whole.Statement.map((s) => ({ ...s, Action: s.Action.filter((a) => a !== action) })).filter(
          (s) => s.Action.length > 0,
        ),
      );
      const failed = judgePolicies([without], vendor, now).filter(({ status }) => status !== "pass");
      expect(failed.map(({ id, status }) => [id, status])).toEqual([[action, "fail"]]);
      const mended = policy([...[without.Statement].flat(), JSON.parse(failed[0]?.remedy?.command ?? "{}")]);
      expect(judgePolicies([mended], vendor, now).every(({ status }) => status === "pass")).toBe(true);
    }
  });

  it("a boundary that is silent is named as the place to mend", () => {
    const boundary = policy({ Effect: "Allow", Action: "kms:*", Resource: "*" });
    const [verdict] = judgePolicies([composePolicy(vendor)], ["region-listing"], now, { boundary });
    expect(verdict).toMatchObject({
      status: "fail",
      remedy: { text: "Add the action to the permissions boundary, in a statement that allows it." },
    });
    // A statement for the role or user would mend nothing.
    expect(verdict?.remedy?.command).toBeUndefined();
  });

  it("a condition leaves it unknown, with the condition named", () => {
    const Condition = { StringEquals: { "aws:RequestedRegion": "eu-central-1" } };
    const [verdict] = judgePolicies(
      [policy({ Effect: "Allow", Action: "*", Resource: "*", Condition })],
      ["region-listing"],
      now,
    );
    expect(verdict?.status).toBe("unknown");
    expect(verdict?.evidence.found).toContain("aws:RequestedRegion");
  });
});
