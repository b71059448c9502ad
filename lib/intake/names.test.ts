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
