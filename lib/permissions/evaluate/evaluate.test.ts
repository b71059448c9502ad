import { describe, expect, it } from "vitest";
import { actionsOf, composePolicy, evaluatePolicies, type PolicyDocument, permissionSets } from "..";

const vendor = permissionSets.map((set) => set.id);
const policy = (...Statement: PolicyDocument["Statement"][]): PolicyDocument => ({
  Version: "2012-10-17",
  Statement: Statement.flat(),
});
const allow = (more: object) =>
  policy({ Effect: "Allow", Action: "kms:DescribeKey", Resource: "*", ...more });
const deny = (more: object) => policy({ Effect: "Deny", Action: "kms:DescribeKey", Resource: "*", ...more });
const KEYS = "arn:aws:kms:*:*:key/*";
const inRegion = { StringEquals: { "aws:RequestedRegion": "eu-central-1" } };
const broken = (value: unknown) => value as PolicyDocument;

const cases: [string, PolicyDocument[], string, Parameters<typeof evaluatePolicies>[2]?][] = [
  ["a plain allow", [allow({})], "allowed"],
  [
    "a single statement instead of a list",
    [{ Statement: { Effect: "Allow", Action: "kms:*", Resource: "*" } }],
    "allowed",
  ],
  ["another case", [allow({ Action: "KMS:describekey" })], "allowed"],
  ["a wildcard in the middle", [allow({ Action: "kms:D*be?ey" })], "allowed"],
  ["a star for everything", [allow({ Action: "*" })], "allowed"],
  ["a wildcard that does not fit", [allow({ Action: "kms:Describe?" })], "implicitDeny"],
  ["a wildcard in the service, which AWS refuses", [allow({ Action: "k*:DescribeKey" })], "unknown"],
  ["nothing at all", [], "implicitDeny"],
  ["an explicit deny beside an allow", [allow({}), deny({})], "explicitDeny"],
  ["a deny without any allow", [deny({})], "explicitDeny"],
  ["a deny of something else", [allow({}), deny({ Action: "kms:ListKeys" })], "allowed"],
  ["a deny on one key", [allow({}), deny({ Resource: "arn:aws:kms:eu-central-1:1:key/x" })], "unknown"],
  ["a deny that depends on the request", [allow({}), deny({ Condition: inRegion })], "unknown"],
  ["a partial deny without an allow", [deny({ Condition: inRegion })], "implicitDeny"],
  ["NotAction that spares it", [allow({ Action: undefined, NotAction: "iam:*" })], "allowed"],
  [
    "NotAction that names it",
    [allow({ Action: undefined, NotAction: ["iam:*", "kms:Desc*"] })],
    "implicitDeny",
  ],
  ["NotResource", [allow({ Resource: undefined, NotResource: "arn:aws:kms:*:*:key/x" })], "unknown"],
  ["NotResource *", [allow({ Resource: undefined, NotResource: "*" })], "implicitDeny"],
  ["certain keys only", [allow({ Resource: KEYS })], "unknown"],
  ["an unknown context key", [allow({ Condition: inRegion })], "unknown"],
  [
    "a known context key that fits",
    [allow({ Condition: inRegion })],
    "allowed",
    { context: { "AWS:requestedregion": ["eu-central-1"] } },
  ],
  [
    "a known context key that does not",
    [allow({ Condition: inRegion })],
    "implicitDeny",
    { context: { "aws:RequestedRegion": ["us-east-1"] } },
  ],
  [
    "a key known to be absent",
    [allow({ Condition: inRegion })],
    "implicitDeny",
    { context: { "aws:RequestedRegion": [] } },
  ],
  ["a boundary that allows", [allow({})], "allowed", { boundary: allow({ Action: "kms:*" }) }],
  ["a boundary that is silent", [allow({})], "implicitDeny", { boundary: allow({ Action: "s3:*" }) }],
  [
    "a boundary that denies",
    [allow({})],
    "explicitDeny",
    { boundary: policy(allow({}).Statement, deny({}).Statement) },
  ],
  ["a boundary that allows in part", [allow({})], "unknown", { boundary: allow({ Resource: KEYS }) }],
  ["a boundary alone allows nothing", [], "implicitDeny", { boundary: allow({}) }],
  [
    "a session policy that is silent",
    [allow({})],
    "implicitDeny",
    { sessionPolicies: [allow({ Action: "s3:*" })] },
  ],
  [
    "a policy variable as the resource",
    [allow({ Resource: `arn:aws:kms:*:*:key/$\{aws:username}` })],
    "unknown",
  ],
  ["an operator that IAM does not have", [allow({ Condition: { StringIs: { a: "b" } } })], "unknown"],
  ["an empty Condition", [allow({ Condition: {} })], "allowed"],
  ["Allow with a Principal", [allow({ Principal: "*" })], "unknown"],
  ["a version that AWS does not know", [{ ...allow({}), Version: "2020-01-01" }], "unknown"],
  ["a statement that is text", [broken({ Statement: "Allow" })], "unknown"],
  ["a document that is null", [broken(null)], "unknown"],
  ["an effect in the wrong case", [allow({ Effect: "allow" })], "unknown"],
  [
    "a broken document beside a good one, which it might deny",
    [allow({}), broken({ Statement: [{ Effect: "deny" }] })],
    "unknown",
  ],
];

describe("what policies say of kms:DescribeKey", () => {
  it.each(cases)("%s", (_name, policies, decision, options) => {
    const [answer] = evaluatePolicies(policies, ["kms:DescribeKey"], options);
    expect(answer?.evidence.reason).toMatch(/^[A-Z].*\.$/);
    expect(answer?.decision).toBe(decision);
  });
});

describe("evidence", () => {
  it("names the statement and the condition that an answer depends on", () => {
    const [answer] = evaluatePolicies(
      [allow({ Sid: "InOneRegion", Condition: inRegion })],
      ["kms:DescribeKey"],
    );
    expect(answer?.evidence.reason).toBe(
      'Statement 1 (InOneRegion) of identity policy 1 allows it only in part: it depends on the condition StringEquals aws:RequestedRegion "eu-central-1".',
    );
  });

  it("tells that list calls are never allowed by a statement on ARNs", () => {
    const [answer] = evaluatePolicies([allow({ Action: "kms:*", Resource: KEYS })], ["kms:ListKeys"]);
    expect(answer?.decision).toBe("implicitDeny");
    expect(answer?.evidence.reason).toContain('AWS authorises it only for the resource "*"');
  });

  it("says nothing of a name that is a wildcard itself", () => {
    expect(evaluatePolicies([allow({ Action: "*" })], ["kms:*"])[0]?.decision).toBe("unknown");
  });
});

it("the composed policy allows exactly its own actions", () => {
  const answers = evaluatePolicies(
    [composePolicy(vendor)],
    [...actionsOf(vendor), "kms:Decrypt", "iam:PassRole"],
  );
  expect(answers.filter((a) => a.decision === "allowed").map((a) => a.action)).toEqual(actionsOf(vendor));
});

it("a pattern of many stars does not stall", () => {
  const action = `kms:${"*a".repeat(3000)}*b`;
  expect(evaluatePolicies([allow({ Action: action })], [`kms:${"a".repeat(3000)}`])[0]?.decision).toBe(
    "implicitDeny",
  );
});
