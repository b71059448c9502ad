import { describe, expect, it } from "vitest";
import { judgeTrustPolicy } from "../index";
import { anchor, certificate, good, judged, now, withTied } from "./testing/policies";

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
