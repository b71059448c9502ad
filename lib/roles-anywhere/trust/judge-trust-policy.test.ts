import { describe, expect, it } from "vitest";
import {
  anchor,
  at,
  type Fields,
  good,
  judged,
  other,
  policy,
  SERVICE,
  statement,
  THREE,
  tied,
} from "./testing/policies";

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
