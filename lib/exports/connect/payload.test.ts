import { describe, expect, it } from "vitest";
import { emptyPlanDocument } from "@/lib/plan";
import {
  connectionPayload,
  formPath,
  handFields,
  nextSteps,
  openPlaceholders,
  payloadNotes,
  payloadSchema,
  payloadText,
} from "..";
import { examplePem, examplePlan, examplePlans } from "../testing/example-plans";

const privateKey = { pem: "-----BEGIN RSA PRIVATE KEY-----\r\nMIIB\r\n-----END RSA PRIVATE KEY-----" };
const accessKey = { accessKeyId: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: "secret/with+signs" };

describe("the connection payload", () => {
  it("is what CipherTrust takes for Roles Anywhere, written out by hand", () => {
    const document = examplePlan("aws", "roles-anywhere");
    document.start.description = "Keys of the shop";
    expect(connectionPayload(document, { privateKey, accessKey })).toEqual({
      name: "cckm-aws",
      description: "Keys of the shop",
      products: ["cckm"],
      cloud_name: "aws",
      aws_region: "eu-central-1",
      aws_sts_regional_endpoints: "regional",
      is_role_anywhere: true,
      iam_role_anywhere: {
        anywhere_role_arn: "arn:aws:iam::111122223333:role/ciphertrust-cckm-role",
        trust_anchor_arn:
          "arn:aws:rolesanywhere:eu-central-1:111122223333:trust-anchor/0f0e0d0c-1111-4222-8333-444455556666",
        profile_arn:
          "arn:aws:rolesanywhere:eu-central-1:111122223333:profile/0f0e0d0c-1111-4222-8333-444455556666",
        certificate: examplePem,
        private_key: "-----BEGIN RSA PRIVATE KEY-----\nMIIB\n-----END RSA PRIVATE KEY-----\n",
      },
    });
  });

  it("is what CipherTrust takes for an access key, with a role to assume", () => {
    const document = examplePlan("aws-cn", "access-key");
    document.start.assumeRoleArn = "arn:aws-cn:iam::444455556666:role/keys";
    document.start.assumeRoleExternalId = "cm-audit";
    expect(connectionPayload(document, { accessKey, privateKey })).toEqual({
      name: "cckm-aws-cn",
      products: ["cckm"],
      cloud_name: "aws-cn",
      aws_region: "cn-northwest-1",
      aws_sts_regional_endpoints: "regional",
      access_key_id: "AKIAIOSFODNN7EXAMPLE",
      secret_access_key: "secret/with+signs",
      assume_role_arn: "arn:aws-cn:iam::444455556666:role/keys",
      assume_role_external_id: "cm-audit",
    });
  });

  it.each(examplePlans)(
    "$name: fits the schema, never holds both ways, and the template lacks secrets only",
    ({ document }) => {
      const template = payloadSchema.parse(connectionPayload(document));
      expect("access_key_id" in template && "iam_role_anywhere" in template).toBe(false);
      expect(openPlaceholders(template)).toEqual(
        document.start.signIn === "access-key"
          ? ["access_key_id", "secret_access_key"]
          : ["iam_role_anywhere.private_key"],
      );
      expect(openPlaceholders(connectionPayload(document, { privateKey, accessKey }))).toEqual([]);
    },
  );

  it("names what an unfinished plan still lacks", () => {
    const template = connectionPayload(emptyPlanDocument());
    expect(payloadSchema.safeParse(template).success).toBe(true);
    expect(openPlaceholders(template)).toContain("iam_role_anywhere.trust_anchor_arn");
  });

  it("the schema refuses both ways of signing in at once, and fields that CipherTrust does not have", () => {
    const payload = connectionPayload(examplePlan("aws", "roles-anywhere"), { privateKey });
    expect(payloadSchema.safeParse({ ...payload, secret_access_key: "x", access_key_id: "y" }).success).toBe(
      false,
    );
    expect(payloadSchema.safeParse({ ...payload, region: "x" }).success).toBe(false);
  });

  it("leaves out the external id without a role", () => {
    const document = examplePlan("aws", "access-key");
    document.start.assumeRoleExternalId = "alone";
    expect(payloadText(connectionPayload(document))).not.toContain("alone");
  });
});

describe("the card for typing it in", () => {
  it("lists every field of the payload by its API name, and no secret", () => {
    for (const { document } of examplePlans) {
      const names = handFields(document).map(({ apiName }) => apiName);
      const payload = connectionPayload(document, { privateKey, accessKey });
      const { iam_role_anywhere: anywhere, ...outer } =
        "iam_role_anywhere" in payload ? payload : { ...payload, iam_role_anywhere: {} };
      expect([...names].sort()).toEqual([...Object.keys(outer), ...Object.keys(anywhere)].sort());
      const secrets = handFields(document).filter(({ apiName }) => /private_key|access_key/.test(apiName));
      for (const field of secrets) expect(field.value).toBeUndefined();
    }
    expect(formPath).toEqual(["Access Management", "Connections Management"]);
  });

  it("says which answers are missing instead of showing placeholders", () => {
    for (const { value } of handFields(emptyPlanDocument()))
      expect(value ?? "").not.toContain("REPLACE_WITH");
  });
});

describe("notes and next steps", () => {
  it.each([
    ["an encrypted key", "-----BEGIN ENCRYPTED PRIVATE KEY-----", "no field for its passphrase"],
    ["a key in another form", "-----BEGIN EC PRIVATE KEY-----", "PKCS#1"],
  ])("%s", (_name, pem, says) => {
    expect(payloadNotes(examplePlan("aws", "roles-anywhere"), { privateKey: { pem } }).join()).toContain(
      says,
    );
  });

  it("nothing to say of the plain case", () => {
    expect(payloadNotes(examplePlan("aws", "roles-anywhere"), { privateKey })).toEqual([]);
  });

  it("a move from an access key has its own order, marked as ours", () => {
    const steps = nextSteps(examplePlan("aws", "migrate"));
    expect(steps.filter(({ ours }) => ours === true)).toHaveLength(7);
    expect(nextSteps(examplePlan("aws", "roles-anywhere")).some(({ ours }) => ours)).toBe(false);
  });
});
