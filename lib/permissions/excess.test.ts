import { describe, expect, it } from "vitest";
import { verdictSchema } from "@/lib/verdict";
import { composePolicy, judgeExcess, optionalSets, type PolicyDocument, permissionSets } from ".";

const now = new Date("2026-03-01T10:00:00Z");
const vendor = permissionSets.map((set) => set.id);
const one = (more: object): PolicyDocument => ({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "kms:ListKeys", Resource: "*", ...more }],
});
const warned = (policies: PolicyDocument[], sets = vendor as string[]) =>
  judgeExcess(policies, sets, now)
    .filter((verdict) => verdict.status === "warn")
    .map((verdict) => verdict.id);

describe("more than the connection needs", () => {
  it("the composed policy passes everything, with and without the optional sets", () => {
    const all = [...vendor, ...optionalSets.map((set) => set.id)];
    expect(warned([composePolicy(vendor)])).toEqual([]);
    expect(warned([composePolicy(all)], all)).toEqual([]);
  });

  it.each([
    ["kms:Decrypt", ["excess-outside", "excess-key-use"]],
    ["kms:CreateGrant", ["excess-outside", "excess-grants"]],
    ["iam:PassRole", ["excess-outside", "excess-identity"]],
    ["sts:AssumeRole", ["excess-outside", "excess-assume-role"]],
    ["kms:*", ["excess-wildcards", "excess-key-use", "excess-grants"]],
    ["logs:*", ["excess-wildcards", "excess-traces"]],
    ["cloudhsm:*", ["excess-wildcards", "excess-cloudhsm"]],
    ["rolesanywhere:*", ["excess-wildcards", "excess-new-identities"]],
  ])("%s", (action, ids) => expect(warned([one({ Action: action })])).toEqual(ids));

  it("an administrator's policy sets off everything that it gives", () => {
    expect(warned([one({ Action: "*" })])).toEqual(
      expect.arrayContaining(["excess-everything", "excess-identity", "excess-key-use", "excess-traces"]),
    );
    expect(warned([one({ Action: "*:*" })])).toContain("excess-everything");
  });

  it("NotAction and NotResource with Allow", () => {
    expect(warned([one({ Action: undefined, NotAction: "iam:*" })])).toContain("excess-negation");
    expect(warned([one({ Resource: undefined, NotResource: "arn:aws:kms:*:*:key/x" })])).toContain(
      "excess-negation",
    );
  });

  it("a deny takes the warning away", () => {
    const guarded = {
      Version: "2012-10-17",
      Statement: [{ Effect: "Deny" as const, Action: "kms:CreateGrant", Resource: "*" }],
    };
    expect(warned([one({ Action: "kms:*" }), guarded])).not.toContain("excess-grants");
  });

  it("every verdict has the shape that pages draw", () => {
    for (const verdict of judgeExcess([one({ Action: "*" })], vendor, now)) verdictSchema.parse(verdict);
  });
});
