import { describe, expect, it } from "vitest";
import { composePolicy, judgePolicies, type PolicyDocument, type PolicyScope } from ".";

/** What is known of every request of a connection decides what a policy would otherwise leave open. */

const now = new Date("2026-03-01T10:00:00Z");
const sets = ["region-listing", "key-management"];
const vendor = composePolicy(sets);
const ROLE = "arn:aws:iam::111122223333:role/ckm";
const byCertificate: PolicyScope = {
  partition: "aws",
  accountId: "111122223333",
  region: "eu-west-1",
  signIn: "roles-anywhere",
  principalArn: ROLE,
};
const byKey: PolicyScope = { ...byCertificate, signIn: "access-key", principalArn: undefined };
type Condition = Record<string, Record<string, string | string[]>>;
const denying = (Condition: Condition, more: Record<string, unknown> = { Action: "*" }) =>
  ({
    Version: "2012-10-17",
    Statement: [...vendor.Statement, { Sid: "Guard", Effect: "Deny", Resource: "*", ...more, Condition }],
  }) as PolicyDocument;
const allowing = (Condition: Condition) =>
  ({
    Version: "2012-10-17",
    Statement: vendor.Statement.map((statement) => ({ ...statement, Condition })),
  }) as PolicyDocument;

const MFA = "aws:MultiFactorAuthPresent";
const IPS = { IpAddress: { "aws:SourceIp": "203.0.113.0/24" } };
const rows: [string, PolicyDocument, PolicyScope, string][] = [
  ["no MFA, absent or false", denying({ BoolIfExists: { [MFA]: "false" } }), byCertificate, "fail no-mfa"],
  ["the same with an access key", denying({ BoolIfExists: { [MFA]: "false" } }), byKey, "fail no-mfa"],
  ["no MFA, written as Null", denying({ Null: { "aws:MultiFactorAuthAge": "true" } }), byKey, "fail no-mfa"],
  [
    "an MFA too old",
    denying({ NumericGreaterThanIfExists: { "aws:MultiFactorAuthAge": "3600" } }),
    byKey,
    "fail no-mfa",
  ],
  // A user's own key says nothing of MFA, and Bool is not met by what is absent.
  ["MFA false, access key", denying({ Bool: { [MFA]: "false" } }), byKey, "pass"],
  ["MFA false, session of a role", denying({ Bool: { [MFA]: "false" } }), byCertificate, "unknown no-mfa"],
  ["allowed with MFA only", allowing({ Bool: { [MFA]: "true" } }), byCertificate, "fail"],
  [
    "the plan's own region",
    denying({ StringNotEquals: { "aws:RequestedRegion": "eu-west-1" } }, { NotAction: "iam:*" }),
    byCertificate,
    "pass",
  ],
  [
    "another region",
    denying({ StringNotEquals: { "aws:RequestedRegion": "eu-central-1" } }, { NotAction: "iam:*" }),
    byCertificate,
    "fail of kms:",
  ],
  [
    "IAM's own region is locked out",
    denying({ StringNotEquals: { "aws:RequestedRegion": ["eu-west-1"] } }),
    byCertificate,
    "fail of iam:",
  ],
  ["plain HTTP", denying({ Bool: { "aws:SecureTransport": "false" } }), byCertificate, "pass"],
  [
    "other accounts",
    denying({ StringNotEquals: { "aws:PrincipalAccount": "111122223333" } }),
    byCertificate,
    "pass",
  ],
  ["everybody but this role", denying({ ArnNotEquals: { "aws:PrincipalArn": ROLE } }), byCertificate, "pass"],
  [
    "everybody but another role",
    denying({ ArnNotEquals: { "aws:PrincipalArn": `${ROLE}-2` } }),
    byCertificate,
    "fail",
  ],
  [
    "whoever is no AWS service",
    denying({ Bool: { "aws:PrincipalIsAWSService": "false" } }),
    byCertificate,
    "fail",
  ],
  ["calls through a service", denying({ Bool: { "aws:ViaAWSService": "true" } }), byCertificate, "pass"],
  ["users only", allowing({ StringEquals: { "aws:PrincipalType": "User" } }), byCertificate, "fail"],
  // What only the network knows stays open.
  ["an address", denying({ NotIpAddress: IPS.IpAddress }), byCertificate, "unknown"],
  ["an address, in an Allow", allowing(IPS), byCertificate, "unknown"],
];

describe("a condition on", () => {
  it.each(rows)("%s", (_, policy, scope, expected) => {
    const [status, ...rest] = expected.split(" ");
    const [first] = rest;
    const verdicts = judgePolicies([policy], sets, now, { scope });
    const other = first === "of" ? verdicts.filter(({ id }) => id.startsWith(rest[1] ?? "")) : verdicts;
    expect(other.length).toBeGreaterThan(0);
    expect([...new Set(other.map((verdict) => verdict.status))]).toEqual([status]);
    const reason = first === "no-mfa" ? "no-mfa" : undefined;
    expect([...new Set(other.map(({ evidence }) => evidence.reason))]).toEqual([reason]);
  });

  it("the plan's region passes and says that other regions were not read", () => {
    const policy = denying(
      { StringNotEquals: { "aws:RequestedRegion": "eu-west-1" } },
      { NotAction: "iam:*" },
    );
    const found = judgePolicies([policy], sets, now, { scope: byCertificate }).find(
      ({ id }) => id === "kms:ListKeys",
    );
    expect(found?.evidence.found).toContain(
      "Read for the home region eu-west-1; other regions may be denied.",
    );
    const narrowed = { ...byCertificate, narrowing: { regions: ["eu-west-1", "eu-central-1"] } };
    const both = judgePolicies([policy], sets, now, { scope: narrowed }).find(
      ({ id }) => id === "kms:ListKeys",
    );
    expect(both?.status).toBe("fail");
  });
});

describe("the remedy fits the cause", () => {
  const remedyOf = (policy: PolicyDocument, scope = byCertificate) =>
    judgePolicies([policy], sets, now, { scope }).find(({ id }) => id === "kms:ListKeys")?.remedy?.text ?? "";

  it("an MFA guard is one to be exempt from", () => {
    expect(remedyOf(denying({ BoolIfExists: { [MFA]: "false" } }))).toContain("Exempt this role or user");
  });

  it("where a Deny is open, nobody is told to allow more", () => {
    expect(remedyOf(denying({ NotIpAddress: IPS.IpAddress }))).not.toContain(
      "allow the action on every resource",
    );
    expect(remedyOf(denying({ NotIpAddress: IPS.IpAddress }))).toContain("out of the Deny");
    expect(remedyOf(allowing(IPS))).toContain("allow the action on every resource");
  });
});

describe("a service-linked role", () => {
  const scope: PolicyScope = { ...byCertificate, services: ["mrk.kms.amazonaws.com"] };
  const MRK =
    "role/aws-service-role/mrk.kms.amazonaws.com/AWSServiceRoleForKeyManagementServiceMultiRegionKeys";
  const only = (Resource: string | string[]): PolicyDocument => ({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "iam:CreateServiceLinkedRole", Resource }],
  });
  const statusOf = (policy: PolicyDocument, asked = scope) =>
    judgePolicies([policy], ["multi-region-keys"], now, { scope: asked }).find(
      ({ id }) => id === "iam:CreateServiceLinkedRole",
    )?.status;

  it.each([
    ["its own ARN", `arn:aws:iam::111122223333:${MRK}`, "pass"],
    ["its own ARN in any account", `arn:aws:iam::*:${MRK}`, "pass"],
    ["all roles of its service", "arn:aws:iam::*:role/aws-service-role/mrk.kms.amazonaws.com/*", "pass"],
    ["all service-linked roles", "arn:aws:iam::111122223333:role/aws-service-role/*", "pass"],
    ["another service's role", "arn:aws:iam::*:role/aws-service-role/cks.kms.amazonaws.com/*", "fail"],
    ["another account", `arn:aws:iam::444455556666:${MRK}`, "fail"],
  ])("allowed on %s", (_, resource, status) => expect(statusOf(only(resource))).toBe(status));

  it("is left open while the account is not known", () => {
    const { accountId: _, ...unknown } = scope;
    expect(statusOf(only(`arn:aws:iam::111122223333:${MRK}`), unknown)).toBe("unknown");
  });
});
