import { describe, expect, it } from "vitest";
import { sightSecret } from ".";
import { AWS } from "./testing/material";

const keys = [
  "aws:ResourceTag/Secret",
  "aws:RequestTag/Token",
  "aws:resourceTag/api-key",
  "aws:ResourceTag/password",
  "kms:EncryptionContext:secret",
  "secretsmanager:ResourceTag/credential",
  "secretsmanager:Secret",
];
const policy = (key: string, value: string) => ({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "kms:*", Condition: { StringEquals: { [key]: value } } }],
});

describe("a condition key of IAM", () => {
  it.each(keys)("is no secret's name: %s", (key) => {
    for (const value of ["team-a", "Team4-Prod/x", "payroll-2026"]) {
      const text = JSON.stringify(policy(key, value), null, 2);
      expect(sightSecret(text)).toBeUndefined();
      expect(sightSecret(`${text},`)).toBeUndefined();
      expect(
        sightSecret(`Condition:\n  StringEquals:\n    ${key}: ${value}\n    "${key}": ${value}\n`),
      ).toBeUndefined();
    }
  });

  it("hides no secret that looks like one", () => {
    for (const key of keys) {
      expect(sightSecret(JSON.stringify(policy(key, AWS.secretAccessKey)))?.what).toBeTruthy();
      expect(sightSecret(`${key}: ${AWS.secretAccessKey}`)?.what).toBeTruthy();
    }
    for (const name of ["password", "Db:Password", "db.password", "app/password"])
      expect(sightSecret(JSON.stringify({ [name]: "Xp9mQ2vLw7tRz" })), name).toBeDefined();
  });
});

describe("a description", () => {
  it.each([
    "Encryption key: 1234abcd-12ab-34cd-56ef-1234567890ab",
    "Master key: alias/cckm-prod-2026",
    "Master key: mrk-1234abcd12ab34cd56ef1234567890ab",
    "Signing key: RSA-2048",
    "Private key: RSA_2048, HSM slot 3",
    "Private key: 2048-bit RSA",
    "TLS key: RSA-4096",
    "Signing key: ECDSA/P-256",
    "Encryption key: AES_256",
    "Token: JIRA-12345",
    "Token: YubiKey5",
    "Secret: SEC-2024-001",
    "secret: team-a/prod/cckm",
    "Password: 4-eyes principle",
    "Access key: 2026-01-05 rotated",
    "Credential: user/cckm-prod",
    "Shared key: cckm@example.com",
    "Secret=disabled",
    "token=sandbox",
    "rotation-secret=weekly",
    "Private key: pkcs11:token=hsm;object=ckm1",
    "https://example.com/?token=abcdef123",
  ])("is none of a secret: %s", (text) => {
    expect(sightSecret(text)).toBeUndefined();
    expect(sightSecret(`For the key store. ${text}\nand more`)).toBeUndefined();
  });

  it.each([
    "Password: Xp9!mQ2#vLw7",
    "password is in here: PASSWORD=Tr0ub4dor&3",
    "Token: 9f86d081884c7d659a2feaa0c55ad015",
    "api_key=ak4x7Q2m9Zt1",
    "Secret: Xp9-mQ2-vLw7-tRz",
    "Shared key: yAnz5TF+lXXJte14tji3zlMNq+hd2rYUIgJBgB3fBmk=",
  ])("may hold one: %s", (text) => {
    expect(sightSecret(text)?.what).toBeTruthy();
  });
});

describe("a request and what openssl prints", () => {
  const basic = "d2l6YXJkOlhwOW1RMnZMdzd0Ung=";
  const pairs = "30:82:04:bd:02:01:00:30:0d:06:09:2a:86:48:86:f7";
  it.each([
    `Authorization: Basic ${basic}`,
    `curl -H "authorization: Basic ${basic}" https://cm.example.com`,
    JSON.stringify({ headers: { Authorization: `Basic ${basic}` } }),
    "Authorization: Bearer a4c7d09e61b24f5d8a90b1c2d3e4f5a6",
    `Private-Key: (256 bit) priv: ${pairs} pub: 04:11`,
    `Private-Key: (2048 bit) modulus: 00:aa privateExponent:     ${pairs}`,
  ])("hold a secret: %s", (text) => {
    expect(sightSecret(text)?.what).toBeTruthy();
  });

  it.each([
    "Authorization: Bearer <token>",
    "Authorization: Bearer $TOKEN_OF_THE_REQUEST",
    "Authorization: Basic authentication is switched off",
    "Basic AuthenticationPolicyForCckm",
    `Public-Key: (256 bit) pub: ${pairs}`,
  ])("hold none: %s", (text) => {
    expect(sightSecret(text)).toBeUndefined();
  });
});
