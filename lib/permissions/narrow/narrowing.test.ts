import { describe, expect, it } from "vitest";
import { expectGolden } from "@/scripts/golden";
import {
  actionsOf,
  allSets,
  circumstancesOf,
  composePolicy,
  evaluateRequest,
  judgeExcess,
  judgePolicies,
  mendingStatements,
  type Narrowing,
  type PolicyScope,
  permissionSets,
  policySizes,
  policyText,
  probeReach,
  serviceNamesOf,
} from "..";
import { judge } from "../testing/oracle";

const now = new Date("2026-03-01T10:00:00Z");
const vendor = permissionSets.map((set) => set.id);
const everything = allSets.map((set) => set.id);
const tag = { key: "managed-by", value: "cckm" };
const regions = ["eu-central-1", "eu-west-1"];
const serviceNames = serviceNamesOf(vendor);
const narrowings: [string, Narrowing][] = [
  ["service names", { serviceNames }],
  ["regions", { regions }],
  ["a tag", { tag }],
  ["all three", { serviceNames, regions, tag }],
];
const KEY = "arn:aws:kms:eu-west-1:111122223333:key/0f0e0d0c-1111-4222-8333-444455556666";
const ALIAS = "arn:aws:kms:eu-west-1:111122223333:alias/orders";

/** One request as KMS would put it to IAM, of the region and of what is known of the key; judged here and by another. */
async function decided(
  scope: PolicyScope,
  action: string,
  resource: string,
  context: Record<string, string[]>,
  region = "eu-west-1",
) {
  const policies = [composePolicy(everything, scope)];
  const request = { action, resource, context: { "aws:RequestedRegion": [region], ...context } };
  const ours = evaluateRequest({ identityPolicies: policies, ...request }).decision;
  expect(await judge({ policies }, request), "the independent judge").toBe(ours);
  return ours;
}
const onKey = (value?: string): Record<string, string[]> =>
  value === undefined ? {} : { "aws:ResourceTag/managed-by": [value] };
const withTag = (value: string) => ({ "aws:RequestTag/managed-by": [value] });

describe("a narrowed policy", () => {
  it.each(narrowings)("by %s is on record", (name, narrowing) =>
    expectGolden(
      import.meta.url,
      `narrowed-by-${name.replaceAll(" ", "-")}.json`,
      policyText(composePolicy(vendor, { narrowing })),
    ),
  );

  it.each(narrowings)("by %s holds every action, and no other", (_, narrowing) => {
    const held = composePolicy(everything, { narrowing }).Statement.flatMap(({ Action }) => Action);
    expect([...new Set(held)].sort()).toEqual(actionsOf(everything).sort());
  });

  it.each(narrowings)("by %s has each Sid once and fits a managed policy", (_, narrowing) => {
    const policy = composePolicy(everything, { narrowing });
    const sids = policy.Statement.map(({ Sid }) => Sid);
    expect(new Set(sids).size).toBe(sids.length);
    for (const sid of sids) expect(sid).toMatch(/^[A-Za-z0-9]+$/);
    expect(policySizes(policy)[0]).toMatchObject({ id: "managed", fits: true });
  });

  it.each(narrowings)("by %s gives nothing beyond the plan", (_, narrowing) => {
    const scope = { narrowing };
    const verdicts = judgeExcess([composePolicy(vendor, scope)], vendor, now, scope);
    expect(verdicts.map(({ id }) => id)).toContain("excess-limits");
    expect(verdicts.filter(({ status }) => status !== "pass")).toEqual([]);
  });

  it.each(narrowings)("by %s: the vendor's own policy is told to be wider", (_, narrowing) => {
    const verdicts = judgeExcess([composePolicy(vendor)], vendor, now, { narrowing });
    expect(verdicts.filter(({ status }) => status === "warn").map(({ id }) => id)).toEqual(["excess-limits"]);
  });

  it("is the vendor's own where nothing narrows", () => {
    expect(composePolicy(vendor, { narrowing: {} })).toEqual(composePolicy(vendor));
    expect(composePolicy(vendor, { narrowing: { serviceNames: [], regions: [] } })).toEqual(
      composePolicy(vendor),
    );
  });
});

describe("what a request meets", () => {
  const byTag = { narrowing: { tag } };
  const byRegion = { narrowing: { regions } };
  it.each<[string, string, Parameters<typeof decided>]>([
    ["a key with the tag is read", "allowed", [byTag, "kms:DescribeKey", KEY, onKey("cckm")]],
    ["a key without it is not", "implicitDeny", [byTag, "kms:DescribeKey", KEY, onKey()]],
    ["a key with another value is not", "implicitDeny", [byTag, "kms:DisableKey", KEY, onKey("hr")]],
    ["keys are listed", "allowed", [byTag, "kms:ListKeys", "*", {}]],
    ["a new key with the tag is made", "allowed", [byTag, "kms:CreateKey", "*", withTag("cckm")]],
    ["a new key without is not", "implicitDeny", [byTag, "kms:CreateKey", "*", {}]],
    ["its tag is set", "allowed", [byTag, "kms:TagResource", KEY, withTag("cckm")]],
    ["a new key gets no other value", "implicitDeny", [byTag, "kms:TagResource", KEY, withTag("hr")]],
    [
      "a key of others is not taken over by its tag",
      "implicitDeny",
      [byTag, "kms:TagResource", KEY, { ...onKey("hr"), ...withTag("cckm") }],
    ],
    [
      "a key with the tag takes other tags",
      "allowed",
      [byTag, "kms:TagResource", KEY, { ...onKey("cckm"), "aws:RequestTag/cost": ["1"] }],
    ],
    ["an alias itself needs no tag", "allowed", [byTag, "kms:CreateAlias", ALIAS, {}]],
    ["its key does", "implicitDeny", [byTag, "kms:CreateAlias", KEY, onKey()]],
    ["its key has it", "allowed", [byTag, "kms:CreateAlias", KEY, onKey("cckm")]],
    ["logs have no keys", "allowed", [byTag, "logs:FilterLogEvents", "*", {}]],
    ["a region of the plan", "allowed", [byRegion, "kms:ListKeys", "*", {}, "eu-central-1"]],
    ["another region", "implicitDeny", [byRegion, "kms:ListKeys", "*", {}, "us-east-1"]],
    ["an alias in another region", "implicitDeny", [byRegion, "kms:CreateAlias", ALIAS, {}, "us-east-1"]],
    ["IAM, which lives in one region", "allowed", [byRegion, "iam:ListRoles", "*", {}, "us-east-1"]],
    ["the list of regions", "allowed", [byRegion, "ec2:DescribeRegions", "*", {}, "us-east-1"]],
    [
      "KMS's service-linked role",
      "allowed",
      [
        { narrowing: { serviceNames } },
        "iam:CreateServiceLinkedRole",
        "*",
        {
          "iam:AWSServiceName": ["mrk.kms.amazonaws.com"],
        },
      ],
    ],
    [
      "another service's",
      "implicitDeny",
      [
        { narrowing: { serviceNames } },
        "iam:CreateServiceLinkedRole",
        "*",
        {
          "iam:AWSServiceName": ["es.amazonaws.com"],
        },
      ],
    ],
  ])("%s: %s", async (_, expected, request) => expect(await decided(...request)).toBe(expected));
});

describe("reading it back", () => {
  it.each(narrowings)("by %s, every action is allowed within the plan's limits", (_, narrowing) => {
    const scope = { narrowing, assumeRoleArn: "arn:aws:iam::444455556666:role/keys" };
    const verdicts = judgePolicies([composePolicy(everything, scope)], everything, now, { scope });
    expect(verdicts.filter(({ status }) => status !== "pass")).toEqual([]);
  });

  it("the policy for one region fewer fails in that region, and its statement mends it", () => {
    const scope = { narrowing: { regions, tag } };
    const smaller = composePolicy(vendor, { narrowing: { regions: ["eu-west-1"], tag } });
    const failed = judgePolicies([smaller], vendor, now, { scope }).filter(({ status }) => status === "fail");
    expect(failed).toHaveLength(
      actionsOf(vendor).filter((name) => /^(kms|logs|cloudhsm):/.test(name)).length,
    );
    const mended = {
      ...smaller,
      Statement: [
        ...smaller.Statement,
        ...mendingStatements(
          failed.map(({ id }) => id),
          scope,
        ),
      ],
    };
    const after = judgePolicies([mended], vendor, now, { scope });
    expect(after.filter(({ status }) => status !== "pass")).toEqual([]);
  });

  it("the vendor's policy passes a narrowed plan: it gives more, which is another verdict", () => {
    const verdicts = judgePolicies([composePolicy(vendor)], vendor, now, { scope: { narrowing: { tag } } });
    expect(verdicts.every(({ status }) => status === "pass")).toBe(true);
    expect(verdicts.find(({ id }) => id === "kms:DisableKey")?.evidence.expected).toBe(
      "Allowed for aws:ResourceTag/managed-by = cckm, as the plan narrows it",
    );
  });
});

describe("mending a narrowed plan", () => {
  it("keeps to its limits, a statement for each", () => {
    const scope = { narrowing: { tag, regions }, assumeRoleArn: "arn:aws:iam::444455556666:role/keys" };
    const missing = ["kms:CreateAlias", "iam:ListUsers", "sts:AssumeRole", "kms:ListKeys"];
    const condition = { "aws:RequestedRegion": regions };
    expect(mendingStatements(missing, scope)).toEqual([
      { Sid: "MissingActions", Effect: "Allow", Action: ["iam:ListUsers"], Resource: "*" },
      {
        Sid: "MissingActionsTagged",
        Effect: "Allow",
        Action: ["kms:CreateAlias"],
        Resource: "*",
        Condition: { StringEquals: { ...condition, "aws:ResourceTag/managed-by": "cckm" } },
      },
      {
        Sid: "MissingActionsAliases",
        Effect: "Allow",
        Action: ["kms:CreateAlias"],
        Resource: "arn:aws:kms:*:*:alias/*",
        Condition: { StringEquals: condition },
      },
      {
        Sid: "MissingActionsOfRole",
        Effect: "Allow",
        Action: ["sts:AssumeRole"],
        Resource: "arn:aws:iam::444455556666:role/keys",
      },
      {
        Sid: "MissingActionsInRegions",
        Effect: "Allow",
        Action: ["kms:ListKeys"],
        Resource: "*",
        Condition: { StringEquals: condition },
      },
    ]);
  });
});

describe("how far the answer to a probe goes", () => {
  const probed = "mrk.kms.amazonaws.com";
  const [mrk, cks] = [probed, "cks.kms.amazonaws.com"];
  it.each<[string, string, PolicyScope, string[]]>([
    ["a key action, narrowed by tag", "kms:DisableKey", { narrowing: { tag } }, ["denial", "wider"]],
    ["a new key, narrowed by tag", "kms:CreateKey", { narrowing: { tag } }, ["denial", "wider"]],
    ["a list, narrowed by tag", "kms:ListKeys", { narrowing: { tag } }, []],
    ["a key store, narrowed by tag", "kms:ConnectCustomKeyStore", { narrowing: { tag } }, []],
    ["narrowed by region: the home region is one", "kms:DisableKey", { narrowing: { regions } }, []],
    ["the one service that is asked for", "iam:CreateServiceLinkedRole", { services: [mrk] }, []],
    ["two services needed", "iam:CreateServiceLinkedRole", { services: [mrk, cks] }, ["allowed"]],
    [
      "narrowed to two services",
      "iam:CreateServiceLinkedRole",
      { services: [mrk, cks], narrowing: { serviceNames: [mrk, cks] } },
      ["allowed"],
    ],
    ["another service needed", "iam:CreateServiceLinkedRole", { services: [cks] }, ["denial", "allowed"]],
  ])("%s", (_, action, scope, short) => {
    expect(Object.keys(probeReach(action, scope, probed)).sort()).toEqual([...short].sort());
  });

  it("an action is asked for in every circumstance that the plan needs", () => {
    const scope = {
      narrowing: { serviceNames, regions, tag },
      accountId: "111122223333",
      region: "eu-west-1",
    };
    expect(circumstancesOf("iam:CreateServiceLinkedRole", scope)).toHaveLength(2);
    expect(circumstancesOf("kms:DisableKey", scope)).toHaveLength(2);
    expect(circumstancesOf("kms:DisableKey", scope, "eu-west-1")).toEqual([
      { context: { "aws:RequestedRegion": ["eu-west-1"], "aws:ResourceTag/managed-by": ["cckm"] } },
    ]);
    // The key with its tag, and the alias, which has none.
    expect(circumstancesOf("kms:CreateAlias", scope, "eu-west-1")[1]).toEqual({
      context: { "aws:RequestedRegion": ["eu-west-1"], "aws:ResourceTag/managed-by": [] },
      resource: "arn:aws:kms:eu-west-1:111122223333:alias/ckm-example",
    });
    expect(circumstancesOf("ec2:DescribeRegions", scope)).toEqual([{ context: {} }]);
  });
});
