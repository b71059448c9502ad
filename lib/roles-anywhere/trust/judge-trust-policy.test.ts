import { describe, expect, it } from "vitest";
import { inSession } from "@/lib/certificates/public";
import { judgeTrustPolicy, trustPolicy } from "../index";

const at = (id: string, account = "111122223333", region = "eu-west-1") =>
  `arn:aws:rolesanywhere:${region}:${account}:trust-anchor/${id}`;
const anchor = at("11111111-2222-3333-4444-555555555555");
const other = at("99999999-2222-3333-4444-555555555555");
const now = new Date("2026-03-01T12:00:00Z");
const certificate = {
  tags: {
    "x509Subject/CN": "vault-7",
    "x509Subject/OU": "Security/Keys",
    "x509Issuer/CN": "Issuing CA 3",
    "x509SAN/DNS": "vault-7.example.net",
  },
  sourceIdentity: "CN=vault-7",
};
const good = trustPolicy({ trustAnchorArn: anchor });
const [ours] = good.Statement;
const THREE = ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"];
const SERVICE = { Service: "rolesanywhere.amazonaws.com" };
const tied = { ArnEquals: { "aws:SourceArn": anchor } };

type Fields = Record<string, unknown>;
const statement = (Condition?: Fields, more: Fields = {}): Fields => ({
  Effect: "Allow",
  Principal: SERVICE,
  Action: THREE,
  ...(Condition === undefined ? {} : { Condition }),
  ...more,
});
const policy = (...Statement: Fields[]): Fields => ({ Version: "2012-10-17", Statement });
const withTied = (Condition: Fields) => policy(statement({ ...tied, ...Condition }));

/** "pass", or the status of the use and of the width. */
function judged(given: unknown, expected: Partial<Parameters<typeof judgeTrustPolicy>[1]> = {}) {
  const verdicts = judgeTrustPolicy(given, { trustAnchorArn: anchor, certificate, ...expected }, { now });
  const of = (id: string) => verdicts.find((verdict) => verdict.id === id)?.status;
  if (verdicts.length === 1) return `refused: ${verdicts[0]?.evidence.found}`;
  return of("trust-width") === "warn" ? `${of("trust-actions")}, wide` : of("trust-actions");
}

describe("a trust policy lets this certificate of this anchor in", () => {
  it.each<[string, unknown, string]>([
    ["ours", good, "pass"],
    ["sts:*", policy(statement(tied, { Action: "sts:*" })), "pass"],
    [
      "everything but one",
      policy(statement(tied, { NotAction: "sts:GetCallerIdentity", Action: undefined })),
      "pass",
    ],
    [
      "everything but what is needed",
      policy(statement(tied, { NotAction: "sts:Tag*", Action: undefined })),
      "fail",
    ],
    ["an action missing", policy(statement(tied, { Action: THREE.slice(0, 2) })), "fail"],
    ["sts:AssumeRole* alone", policy(statement(tied, { Action: "sts:AssumeRole*" })), "fail"],
    [
      "actions in two statements",
      policy(statement(tied, { Action: THREE.slice(0, 1) }), statement(tied, { Action: THREE.slice(1) })),
      "pass",
    ],
    ["another anchor", policy(statement({ ArnEquals: { "aws:SourceArn": other } })), "fail"],
    ["any but this anchor", policy(statement({ ArnNotEquals: { "aws:SourceArn": anchor } })), "fail, wide"],
    [
      "another region",
      policy(
        statement({
          ArnEquals: {
            "aws:SourceArn": at("11111111-2222-3333-4444-555555555555", "111122223333", "us-east-1"),
          },
        }),
      ),
      "fail",
    ],
    ["another service", policy(statement(tied, { Principal: { Service: "ec2.amazonaws.com" } })), "fail"],
    [
      "the .cn principal",
      policy(statement(tied, { Principal: { Service: "rolesanywhere.amazonaws.com.cn" } })),
      "fail",
    ],
    ["an account", policy(statement(tied, { Principal: { AWS: "111122223333" } })), "fail"],
    ["everybody", policy(statement(tied, { Principal: "*" })), "unknown"],
    [
      "two services",
      policy(statement(tied, { Principal: { Service: ["ec2.amazonaws.com", SERVICE.Service] } })),
      "pass",
    ],
  ])("%s", (_, given, expected) => expect(judged(given)).toBe(expected));
});

describe("statements are judged each by itself", () => {
  it.each<[string, unknown, string]>([
    ["no condition", policy(statement()), "pass, wide"],
    ["one open beside a narrow one", policy(statement(tied), statement()), "pass, wide"],
    [
      "one open to a field of the certificate",
      policy(statement(tied), statement({ StringEquals: { "aws:PrincipalTag/x509Subject/CN": "vault-7" } })),
      "pass, wide",
    ],
    ["any anchor by a pattern", policy(statement({ ArnLike: { "aws:SourceArn": at("*") } })), "pass, wide"],
    [
      "the account only",
      policy(statement({ StringEquals: { "aws:SourceAccount": "111122223333" } })),
      "pass, wide",
    ],
    [
      "two workloads",
      policy(
        statement({ ...tied, StringEquals: { "aws:PrincipalTag/x509Subject/CN": "other" } }),
        statement({ ...tied, StringEquals: { "aws:PrincipalTag/x509Subject/CN": "vault-7" } }),
      ),
      "pass",
    ],
    [
      "another service's open statement",
      policy(statement(tied), statement(undefined, { Principal: { Service: "ec2.amazonaws.com" } })),
      "pass",
    ],
    [
      "actions under two anchors",
      policy(
        statement({ ArnEquals: { "aws:SourceArn": other } }, { Action: THREE.slice(1) }),
        statement(tied, { Action: THREE.slice(0, 1) }),
      ),
      "fail",
    ],
  ])("%s", (_, given, expected) => expect(judged(given)).toBe(expected));
});

describe("a Deny counts", () => {
  const deny = (Condition?: Fields, more: Fields = {}) =>
    policy(statement(tied), statement(Condition, { Effect: "Deny", Action: "*", Principal: "*", ...more }));
  it.each<[string, unknown, string]>([
    ["of everybody", deny(), "fail"],
    ["of one action", deny(undefined, { Action: "sts:TagSession" }), "fail"],
    ["of another service", deny(undefined, { Principal: { Service: "ec2.amazonaws.com" } }), "pass"],
    ["of other anchors", deny({ ArnNotEquals: { "aws:SourceArn": anchor } }), "pass"],
    ["of this certificate", deny({ StringEquals: { "aws:PrincipalTag/x509Subject/CN": "vault-7" } }), "fail"],
    ["of a field that it lacks", deny({ Null: { "aws:PrincipalTag/x509Subject/O": "true" } }), "fail"],
    ["of addresses", deny({ NotIpAddress: { "aws:SourceIp": "203.0.113.0/24" } }), "unknown"],
  ])("%s", (_, given, expected) => expect(judged(given)).toBe(expected));
});

describe("conditions are compared with what the sign-in has", () => {
  const equals = (key: string, value: unknown, operator = "StringEquals") =>
    withTied({ [operator]: { [key]: value } });
  it.each<[string, unknown, string]>([
    ["the subject's name", equals("aws:PrincipalTag/x509Subject/CN", "vault-7"), "pass"],
    ["the key in other letters", equals("aws:principaltag/X509Subject/cn", "vault-7"), "pass"],
    ["the name in other letters", equals("aws:PrincipalTag/x509Subject/CN", "Vault-7"), "fail"],
    ["one of several names", equals("aws:PrincipalTag/x509Subject/CN", ["a", "vault-7"]), "pass"],
    ["several values, joined", equals("aws:PrincipalTag/x509Subject/OU", "Security/Keys"), "pass"],
    ["one of the joined values", equals("aws:PrincipalTag/x509Subject/OU", "Security"), "fail"],
    ["the issuer", equals("aws:PrincipalTag/x509Issuer/CN", "Issuing CA 3"), "pass"],
    ["another issuer", equals("aws:PrincipalTag/x509Issuer/CN", "Root CA"), "fail"],
    ["the DNS name", equals("aws:PrincipalTag/x509SAN/DNS", "*.example.net", "StringLike"), "pass"],
    [
      "a URI that it lacks",
      equals("aws:PrincipalTag/x509SAN/URI", "spiffe://example.net/*", "StringLike"),
      "fail",
    ],
    [
      "a field that it lacks, not equal",
      equals("aws:PrincipalTag/x509Subject/O", "Other", "StringNotEquals"),
      "pass",
    ],
    ["the serial number as a tag", equals("aws:PrincipalTag/x509Serial", "0A0B"), "fail"],
    ["a tag of the company", equals("aws:PrincipalTag/team", "keys"), "fail"],
    ["a tag of the request", equals("aws:RequestTag/x509Subject/CN", "vault-7"), "pass"],
    [
      "a variable that is there",
      equals("aws:PrincipalTag/x509Subject/CN", "${aws:RequestTag/x509Subject/CN}"),
      "pass",
    ],
    [
      "a variable with another value",
      equals("aws:PrincipalTag/x509Subject/CN", "${aws:RequestTag/x509Issuer/CN}"),
      "fail",
    ],
    ["the source identity", equals("sts:SourceIdentity", "CN=vault-7"), "pass"],
    ["the bare name as source identity", equals("sts:SourceIdentity", "vault-7"), "fail"],
    ["another account", equals("aws:SourceAccount", "999988887777"), "fail"],
    ["an external id", equals("sts:ExternalId", "x"), "fail"],
    ["MFA", equals("aws:MultiFactorAuthPresent", "true", "Bool"), "fail"],
    ["a date in the past", equals("aws:CurrentTime", "2025-01-01T00:00:00Z", "DateLessThan"), "fail"],
    ["a date that has begun", equals("aws:CurrentTime", "2025-01-01T00:00:00Z", "DateGreaterThan"), "pass"],
    ["a window that ends", equals("aws:CurrentTime", "2027-01-01T00:00:00Z", "DateLessThan"), "unknown"],
    ["the session's name", equals("sts:RoleSessionName", "ckm"), "unknown"],
    ["an address", equals("aws:SourceIp", "203.0.113.0/24", "IpAddress"), "unknown"],
    ["an endpoint", equals("aws:SourceVpce", "vpce-1"), "unknown"],
    ["an organization", equals("aws:SourceOrgID", "o-aaaabbbbcc"), "unknown"],
    ["a key that nobody knows", equals("aws:SomethingNew", "x"), "unknown"],
  ])("%s", (_, given, expected) => expect(judged(given)).toBe(expected));

  it("names the condition, what it asks for and what is there", () => {
    const found = (given: unknown) =>
      judgeTrustPolicy(given, { trustAnchorArn: anchor, certificate }, { now }).find(
        ({ id }) => id === "trust-actions",
      )?.evidence.found;
    expect(found(equals("sts:SourceIdentity", "vault-7"))).toContain(
      "Statement 1: StringEquals sts:SourceIdentity vault-7, and it is CN=vault-7.",
    );
    expect(found(equals("aws:PrincipalTag/x509Serial", "0A"))).toContain("and it is not in the request.");
    expect(found(equals("aws:SourceOrgID", "o-1"))).toContain("aws:SourceOrgID");
  });

  it("without a certificate, its fields are open and other tags are not", () => {
    const without = { certificate: undefined };
    expect(judged(equals("aws:PrincipalTag/x509Subject/CN", "vault-7"), without)).toBe("unknown");
    expect(judged(equals("sts:SourceIdentity", "CN=vault-7"), without)).toBe("unknown");
    expect(judged(equals("aws:PrincipalTag/x509Serial", "0A"), without)).toBe("fail");
    expect(judged(good, without)).toBe("pass");
  });
});

describe("what IAM refuses is refused, with its place", () => {
  it.each<[string, unknown, RegExp]>([
    ["no policy", "hello", /line 1, column 1/],
    [
      "a name twice",
      '{"Statement":[{"Effect":"Allow",\n"Effect":"Deny"}]}',
      /line 2, column 1: the name "Effect" appears twice/,
    ],
    ["an operator that IAM lacks", withTied({ StringIs: { a: "b" } }), /no condition operator StringIs/],
    ["Action beside NotAction", policy(statement(tied, { NotAction: "x:y" })), /either Action or NotAction/],
    ["a Resource", policy(statement(tied, { Resource: "*" })), /names a Resource/],
    ["a service in plain text", policy(statement(tied, { Principal: SERVICE.Service })), /plain text/],
    ["no principal", policy(statement(tied, { Principal: undefined })), /names no Principal/],
    [
      "NotPrincipal",
      policy(statement(tied, { Principal: undefined, NotPrincipal: SERVICE })),
      /takes no NotPrincipal/,
    ],
    [
      "principals of a kind that IAM lacks",
      policy(statement(tied, { Principal: { Services: "x" } })),
      /of the kind Services/,
    ],
    ["no effect", policy(statement(tied, { Effect: "allow" })), /neither Allow nor Deny/],
    ["a Sid with blanks", policy(statement(tied, { Sid: "Roles Anywhere" })), /A Sid is made of/],
    [
      "a policy of a role",
      policy(statement(tied, { Principal: undefined, Resource: "*" })),
      /names a Resource/,
    ],
  ])("%s", (_, given, says) => expect(judged(given)).toMatch(says));
});

describe("what people paste is unwrapped", () => {
  const role = (RoleName: string, AssumeRolePolicyDocument: unknown) => ({
    RoleName,
    AssumeRolePolicyDocument,
  });
  const lambda = policy(
    statement(undefined, { Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }),
  );
  const foreign = policy(statement({ ArnEquals: { "aws:SourceArn": other } }));
  const state = (...roles: [string, unknown][]) => ({
    version: 4,
    resources: roles.map(([name, document]) => ({
      type: "aws_iam_role",
      name,
      instances: [{ attributes: { name, assume_role_policy: JSON.stringify(document) } }],
    })),
  });
  it.each<[string, unknown]>([
    ["JSON text", JSON.stringify(good)],
    [
      "with a byte order mark and Windows line ends",
      `\uFEFF${JSON.stringify(good, null, 2).replaceAll("\n", "\r\n")}`,
    ],
    ["URL-encoded", encodeURIComponent(JSON.stringify(good))],
    ["get-role", { Role: role("ckm", good) }],
    ["get-role with an encoded document", { Role: role("ckm", encodeURIComponent(JSON.stringify(good))) }],
    ["list-roles, one of Roles Anywhere", { Roles: [role("fn", lambda), role("ckm", good)] }],
    ["list-roles, the plan's among several", { Roles: [role("ckm-2", foreign), role("ckm", good)] }],
    ["account authorization details", { RoleDetailList: [role("fn", lambda), role("ckm", good)] }],
    [
      "a template",
      {
        Resources: {
          Ckm: { Type: "AWS::IAM::Role", Properties: { RoleName: "ckm", AssumeRolePolicyDocument: good } },
          Fn: { Properties: { AssumeRolePolicyDocument: lambda } },
        },
      },
    ],
    ["a Terraform state", state(["fn", lambda], ["ckm", good])],
  ])("%s", (_, given) => expect(judged(given, { roleName: "ckm" })).toBe("pass"));

  it("asks which one is meant, and says when none is", () => {
    const two = { Roles: [role("a", good), role("b", foreign)] };
    expect(judged(two)).toMatch(/several roles \(a, b\)/);
    expect(judged({ Roles: [role("fn", lambda), role("fn2", lambda)] })).toMatch(
      /no role in it names Roles Anywhere/,
    );
    expect(judged({ Roles: [] })).toMatch(/no trust policy in it/);
  });
});

describe("a certificate in a session", () => {
  const name = (...attributes: [string, string][]) => ({
    attributes: attributes.map(([type, value]) => ({ oid: "", type, value })),
  });
  const facts = (more: Fields) =>
    ({
      subject: name(["CN", "vault-7"], ["OU", "Security"], ["OU", "Keys"]),
      issuer: name(["CN", "Issuing CA 3"]),
      alternativeNames: [],
      serial: { hex: "123" },
      ...more,
    }) as never;

  it("has its fields as tags, several values joined, and of the alternative names the first of each kind", () => {
    const alternativeNames = [
      { type: "dns", value: "a.example" },
      { type: "dns", value: "b.example" },
      { type: "email", value: "x@example" },
      { type: "url", value: "spiffe://example/a" },
      { type: "dn", value: "CN=x, O=y" },
    ];
    expect(inSession(facts({ alternativeNames }))).toEqual({
      sourceIdentity: "CN=vault-7",
      tags: {
        "x509Subject/CN": "vault-7",
        "x509Subject/OU": "Security/Keys",
        "x509Issuer/CN": "Issuing CA 3",
        "x509SAN/DNS": "a.example",
        "x509SAN/URI": "spiffe://example/a",
        "x509SAN/Name/CN": "x",
        "x509SAN/Name/O": "y",
      },
    });
  });

  it.each([
    ["61 characters", name(["CN", "a".repeat(61)]), `CN=${"a".repeat(61)}`],
    ["62 characters", name(["CN", "a".repeat(62)]), "a".repeat(62)],
    ["no common name", name(["O", "x"]), "ID=0123"],
  ])("has a source identity of %s", (_, subject, identity) =>
    expect(inSession(facts({ subject })).sourceIdentity).toBe(identity),
  );
});

it("ours is tied to the anchor", () =>
  expect(ours?.Condition.ArnEquals).toEqual({ "aws:SourceArn": anchor }));
