import { describe, expect, it } from "vitest";
import { judgeTrustPolicy, trustPolicy } from "../index";

const anchor =
  "arn:aws:rolesanywhere:eu-west-1:111122223333:trust-anchor/11111111-2222-3333-4444-555555555555";
const now = new Date("2026-03-01T12:00:00Z");
const good = trustPolicy({ trustAnchorArn: anchor });
const [statement] = good.Statement;

const open = (policy: unknown, subject?: Record<string, string>) =>
  judgeTrustPolicy(policy, { trustAnchorArn: anchor, ...(subject && { subject }) }, { now })
    .filter(({ status }) => status !== "pass")
    .map(({ id, status }) => `${id}: ${status}`);
const changed = (change: object) => ({ ...good, Statement: [{ ...statement, ...change }] });
const condition = (more: object) => changed({ Condition: { ...statement?.Condition, ...more } });

it("the trust policy is tied to the anchor, and to a subject on request", () => {
  expect(trustPolicy({ trustAnchorArn: anchor, subject: { CN: "ckm-prod", O: "" } })).toEqual({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "RolesAnywhere",
        Effect: "Allow",
        Principal: { Service: "rolesanywhere.amazonaws.com" },
        Action: ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"],
        Condition: {
          ArnEquals: { "aws:SourceArn": anchor },
          StringEquals: { "aws:PrincipalTag/x509Subject/CN": "ckm-prod" },
        },
      },
    ],
  });
});

describe("a trust policy is judged", () => {
  it.each<[string, unknown, string[]]>([
    ["ours", good, []],
    ["ours as JSON text", JSON.stringify(good), []],
    ["ours, URL-encoded as IAM returns it", encodeURIComponent(JSON.stringify(good)), []],
    ["ours inside get-role's output", { Role: { AssumeRolePolicyDocument: good } }, []],
    ["no policy", "hello", ["trust-readable: fail"]],
    ["an action missing", changed({ Action: ["sts:AssumeRole", "sts:TagSession"] }), ["trust-actions: fail"]],
    ["sts:AssumeRole* alone", changed({ Action: "sts:AssumeRole*" }), ["trust-actions: fail"]],
    ["sts:*", changed({ Action: "sts:*" }), []],
    [
      "actions in two statements",
      {
        Statement: [
          { ...statement, Action: ["sts:AssumeRole", "sts:SetSourceIdentity"] },
          { ...statement, Action: "sts:TagSession" },
        ],
      },
      [],
    ],
    ["no condition", changed({ Condition: undefined }), ["trust-source-arn: warn"]],
    [
      "the account only",
      changed({ Condition: { StringEquals: { "aws:SourceAccount": "111122223333" } } }),
      ["trust-source-arn: warn"],
    ],
    [
      "another anchor",
      changed({ Condition: { ArnEquals: { "aws:SourceArn": `${anchor}x` } } }),
      ["trust-source-arn: fail"],
    ],
    [
      "any anchor",
      changed({ Condition: { ArnLike: { "aws:SourceArn": anchor.replace(/\/.*/, "/*") } } }),
      ["trust-source-arn: warn"],
    ],
    [
      "the .cn principal",
      changed({ Principal: { Service: "rolesanywhere.amazonaws.com.cn" } }),
      ["trust-principal: fail", "trust-actions: fail", "trust-source-arn: warn"],
    ],
    ["an external id", condition({ StringEquals: { "sts:ExternalId": "x" } }), ["trust-external-id: fail"]],
    [
      "a source address",
      condition({ IpAddress: { "aws:SourceIp": "10.0.0.0/8" } }),
      ["trust-circumstances: warn"],
    ],
    [
      "a Deny",
      { Statement: [statement, { Effect: "Deny", Principal: "*", Action: "*" }] },
      ["trust-deny: warn"],
    ],
  ])("%s", (_, policy, expected) => expect(open(policy)).toEqual(expected));

  it.each<[string, object, string[]]>([
    ["the same subject", { "aws:PrincipalTag/x509Subject/CN": "ckm" }, []],
    ["another capital", { "aws:PrincipalTag/x509Subject/CN": "CKM" }, ["trust-subject: fail"]],
    [
      "a field that the certificate lacks",
      { "aws:PrincipalTag/x509Subject/OU": "x" },
      ["trust-subject: fail"],
    ],
    ["the source identity with its prefix", { "sts:SourceIdentity": "CN=ckm" }, []],
    ["the bare common name", { "sts:SourceIdentity": "ckm" }, ["trust-source-identity: fail"]],
  ])("against the certificate: %s", (_, equals, expected) =>
    expect(open(condition({ StringEquals: equals }), { CN: "ckm" })).toEqual(expected),
  );

  it("a condition is unknown without a certificate to compare", () => {
    expect(open(condition({ StringEquals: { "aws:PrincipalTag/x509Subject/CN": "ckm" } }))).toEqual([
      "trust-subject: unknown",
    ]);
  });
});
