import { describe, expect, it } from "vitest";
import { judgeTrustPolicy } from "../index";
import { anchor, certificate, type Fields, now, withTied } from "./testing/policies";

function judged(Condition: Fields, known = true): string {
  const verdicts = judgeTrustPolicy(
    withTied(Condition),
    { trustAnchorArn: anchor, ...(known ? { certificate } : {}) },
    { now },
  );
  return verdicts.find(({ id }) => id === "trust-certificate")?.status ?? "none";
}

const cn = "aws:PrincipalTag/x509Subject/CN";

describe("who else of the same CA can use the role", () => {
  it.each<[string, Fields, string]>([
    ["the anchor alone: any certificate", {}, "warn"],
    ["the common name", { StringEquals: { [cn]: "vault-7" } }, "pass"],
    [
      "the common name, in other capitals of the key",
      { StringEquals: { [cn.toUpperCase()]: "vault-7" } },
      "pass",
    ],
    ["the beginning of the name", { StringLike: { [cn]: "vault-*" } }, "pass"],
    ["any name", { StringLike: { [cn]: "*" } }, "warn"],
    ["any but one name", { StringNotEquals: { [cn]: "old" } }, "warn"],
    ["a name, if there is one", { StringEqualsIfExists: { [cn]: "vault-7" } }, "pass"],
    ["the source identity", { StringEquals: { "sts:SourceIdentity": "CN=vault-7" } }, "pass"],
    [
      "the issuer, which all have in common",
      { StringEquals: { "aws:PrincipalTag/x509Issuer/CN": "Issuing CA 3" } },
      "warn",
    ],
    [
      "issuer and name",
      { StringEquals: { "aws:PrincipalTag/x509Issuer/CN": "Issuing CA 3", [cn]: "vault-7" } },
      "pass",
    ],
    ["the network, which nobody here knows", { IpAddress: { "aws:SourceIp": "203.0.113.0/24" } }, "unknown"],
    ["nobody at all", { StringEquals: { "aws:SourceAccount": "444455556666" } }, "unknown"],
  ])("%s", (_, condition, expected) => expect(judged(condition)).toBe(expected));

  it("cannot be told of an issuer that is not known", () => {
    expect(judged({ StringEquals: { "aws:PrincipalTag/x509Issuer/CN": "Issuing CA 3" } }, false)).toBe(
      "unknown",
    );
  });
});
