import { describe, expect, it } from "vitest";
import { expectGolden } from "@/scripts/golden";
import {
  actionsOf,
  composePolicy,
  mendingStatements,
  optionalSets,
  permissionSets,
  policySize,
  policyText,
  reasonsFor,
  setIdsInForce,
  unknownSetIds,
} from ".";

const vendor = permissionSets.map((set) => set.id);
const required = ["region-listing", "key-management"];

describe("the catalogue holds exactly the vendor's actions", () => {
  it.each([
    ["region-listing", 1, { ec2: 1 }],
    ["key-management", 31, { kms: 26, iam: 3, logs: 2 }],
    ["multi-region-keys", 1, { iam: 1 }],
    ["custom-key-stores", 7, { cloudhsm: 1, kms: 5, iam: 1 }],
  ])("%s has %i", (id, count, byService) => {
    const actions = actionsOf([id]);
    expect(actions).toHaveLength(count);
    const found: Record<string, number> = {};
    for (const action of actions) {
      const service = action.split(":")[0] ?? "";
      found[service] = (found[service] ?? 0) + 1;
    }
    expect(found).toEqual(byService);
  });

  it("39 distinct ones in all, each with a reason", () => {
    expect(actionsOf(vendor)).toHaveLength(39);
    for (const set of [...permissionSets, ...optionalSets])
      for (const { why } of set.actions) expect(why).toMatch(/^[A-Z].*\.$/);
  });

  it("the optional sets are off, say that the vendor does not name them, and share nothing with the 39", () => {
    const ours = actionsOf(vendor);
    for (const set of optionalSets) {
      expect(set.required || set.onVendorPage).toBe(false);
      expect(set.source).toContain("Not on the vendor's page");
      for (const { action } of set.actions) expect(ours).not.toContain(action);
    }
  });
});

describe("composing", () => {
  it.each([
    ["vendor-minimum.json", required],
    ["vendor-multi-region.json", [...required, "multi-region-keys"]],
    ["vendor-key-stores.json", [...required, "custom-key-stores"]],
    ["vendor-everything.json", vendor],
    ["with-optional-sets.json", [...vendor, ...optionalSets.map((set) => set.id)]],
  ])("%s", (name, sets) => expectGolden(import.meta.url, name, policyText(composePolicy(sets))));

  it("puts an action that two sets need into the first of them, in whatever order they were chosen", () => {
    const policy = composePolicy([...vendor].reverse());
    expect(policy).toEqual(composePolicy(vendor));
    const holders = policy.Statement.filter((s) => s.Action.includes("iam:CreateServiceLinkedRole"));
    expect(holders.map((s) => s.Sid)).toEqual(["MultiRegionKeys"]);
    expect(reasonsFor("iam:CreateServiceLinkedRole", vendor)).toHaveLength(2);
  });

  it("limits sts:AssumeRole to the role of the plan when it is given", () => {
    const assumeRoleArn = "arn:aws-cn:iam::210987654321:role/keys";
    expect(composePolicy(["assume-role"], { assumeRoleArn }).Statement[0]?.Resource).toBe(assumeRoleArn);
  });

  it("has the required sets in force, listed or not, and leaves out ids that name no set", () => {
    expect(setIdsInForce([])).toEqual(required);
    expect(composePolicy(["no-such-set"]).Statement).toEqual([]);
    expect(unknownSetIds(["no-such-set", "key-management"])).toEqual(["no-such-set"]);
  });

  it("counts no white space", () => {
    const policy = composePolicy(required);
    expect(policySize(policy)).toBe(policyText(policy).replace(/\s/g, "").length);
    expect(policySize(composePolicy(vendor))).toBeLessThan(2048);
  });

  it("mends with one statement, each action once", () => {
    expect(mendingStatements(["kms:ListKeys", "kms:CreateKey", "kms:ListKeys"])).toEqual([
      { Sid: "MissingActions", Effect: "Allow", Action: ["kms:CreateKey", "kms:ListKeys"], Resource: "*" },
    ]);
  });
});
