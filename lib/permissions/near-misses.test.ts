import { describe, expect, it } from "vitest";
import { composePolicy, judgeExcess, judgePolicies, type Narrowing, permissionSets, serviceNamesOf } from ".";

/** Policies that are almost the narrowed one. */
const now = new Date("2026-03-01T10:00:00Z");
const vendor = permissionSets.map((set) => set.id);
const tag = { key: "managed-by", value: "cckm" };
const regions = ["eu-central-1", "eu-west-1"];
const serviceNames = serviceNamesOf(vendor);

describe("a narrowed policy that lacks one of an action's two statements", () => {
  const scope = { narrowing: { tag } };
  const without = (suffix: string) => {
    const whole = composePolicy(vendor, scope);
    return { ...whole, Statement: whole.Statement.filter(({ Sid }) => !Sid.endsWith(suffix)) };
  };
  it.each<[string, string[]]>([
    ["Aliases", ["kms:CreateAlias", "kms:DeleteAlias", "kms:UpdateAlias"]],
    ["FirstTag", ["kms:TagResource"]],
    ["NewTagged", ["kms:CreateKey"]],
  ])("%s", (suffix, denied) => {
    const verdicts = judgePolicies([without(suffix)], vendor, now, { scope });
    const open = verdicts.filter(({ status }) => status !== "pass");
    expect(open.map(({ id }) => id).sort()).toEqual(denied);
    expect(open.every(({ status }) => status === "fail")).toBe(true);
  });
});

describe("a policy that is a little wider than the plan", () => {
  const wider = (attached: Narrowing, planned: Narrowing) =>
    judgeExcess([composePolicy(vendor, { narrowing: attached })], vendor, now, { narrowing: planned })
      .filter(({ status }) => status === "warn")
      .map(({ id }) => id);
  it.each<[string, Narrowing, Narrowing]>([
    ["a region more", { regions: [...regions, "us-east-1"], tag }, { regions, tag }],
    ["the region alone, without the tag", { regions }, { regions, tag }],
    ["the tag alone, without the region", { tag }, { regions, tag }],
    ["a service more", { serviceNames }, { serviceNames: ["mrk.kms.amazonaws.com"] }],
  ])("%s", (_, attached, planned) => expect(wider(attached, planned)).toEqual(["excess-limits"]));

  it("by a pattern of regions", () => {
    const exact = composePolicy(vendor, { narrowing: { regions: ["eu-central-1"] } });
    const text = JSON.stringify(exact)
      .replaceAll("StringEquals", "StringLike")
      .replaceAll('"eu-central-1"', '"eu-*"');
    const found = judgeExcess([JSON.parse(text)], vendor, now, { narrowing: { regions: ["eu-central-1"] } });
    expect(found.find(({ id }) => id === "excess-limits")?.status).toBe("warn");
  });

  it("not by being exactly it", () =>
    expect(wider({ regions, tag, serviceNames }, { regions, tag, serviceNames })).toEqual([]));
});
