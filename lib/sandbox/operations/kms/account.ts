import { z } from "zod";
import { bare } from "@/lib/bare";
import { newUuid } from "../../ids";
import { type Context, iamArn, type Operation, operation, page, regionalArn } from "../../operation";
import { parsePolicy } from "../../policy";
import { Refusal } from "../../refusal";
import { makeServiceLinkedRole } from "../iam/service-linked";
import { limit } from "./keys";
import { keyMetadata } from "./single-key";

/** Narrows a list to the request's region. */
export const here = (context: Context) => (entry: { arn: string }) =>
  entry.arn.split(":")[3] === context.region;

/** The policy that KMS gives a key when none is named: the account decides through IAM. */
export const delegatingKeyPolicy = (context: Pick<Context, "world">) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "Enable IAM User Permissions",
        Effect: "Allow",
        Principal: { AWS: iamArn(context.world, "root") },
        Action: "kms:*",
        Resource: "*",
      },
    ],
  });

const createKey = operation({
  service: "kms",
  name: "CreateKey",
  action: "kms:CreateKey",
  shape: z.object({
    Policy: z.string().optional(),
    Description: z.string().max(8192).optional(),
    KeyUsage: z.enum(["ENCRYPT_DECRYPT", "SIGN_VERIFY", "GENERATE_VERIFY_MAC", "KEY_AGREEMENT"]).optional(),
    KeySpec: z.string().optional(),
    Origin: z.enum(["AWS_KMS", "EXTERNAL", "AWS_CLOUDHSM", "EXTERNAL_KEY_STORE"]).optional(),
    CustomKeyStoreId: z.string().min(1).max(64).optional(),
    MultiRegion: z.boolean().optional(),
    Tags: z.array(z.object({ TagKey: z.string(), TagValue: z.string() })).optional(),
  }),
  resource: () => "*",
  conditions: (input) => ({
    "kms:KeySpec": [input.KeySpec ?? "SYMMETRIC_DEFAULT"],
    "kms:KeyUsage": [input.KeyUsage ?? "ENCRYPT_DECRYPT"],
    "kms:KeyOrigin": [input.Origin ?? "AWS_KMS"],
    "kms:MultiRegion": [String(input.MultiRegion ?? false)],
  }),
  answer(input, context) {
    const { world, now } = context;
    const tags = bare((input.Tags ?? []).map((t) => [t.TagKey, t.TagValue]));
    if (input.Tags) context.require("kms:TagResource", "*");
    if (input.CustomKeyStoreId && !Object.hasOwn(world.kms.stores, input.CustomKeyStoreId))
      throw storeNotFound(input.CustomKeyStoreId);
    if (input.Policy !== undefined && !parsePolicy(input.Policy)) {
      throw new Refusal("MalformedPolicyDocumentException", "The new key policy is not well formed.");
    }
    // KMS makes its service-linked role, in the caller's name, with the first multi-Region key.
    if (input.MultiRegion) makeServiceLinkedRole(context, "mrk.kms.amazonaws.com", { existing: "keep" });
    const uuid = newUuid(world);
    const keyId = input.MultiRegion ? `mrk-${uuid.replaceAll("-", "")}` : uuid;
    const key = {
      arn: regionalArn(context, "kms", `key/${keyId}`),
      keyId,
      created: now.toISOString(),
      description: input.Description ?? "",
      state: input.Origin === "EXTERNAL" ? ("PendingImport" as const) : ("Enabled" as const),
      spec: input.KeySpec ?? "SYMMETRIC_DEFAULT",
      usage: input.KeyUsage ?? "ENCRYPT_DECRYPT",
      origin: input.Origin ?? "AWS_KMS",
      multiRegion: input.MultiRegion ?? false,
      rotation: false,
      ...(input.CustomKeyStoreId ? { storeId: input.CustomKeyStoreId } : {}),
      policy: input.Policy ?? delegatingKeyPolicy(context),
      tags,
    };
    world.kms.keys[key.arn] = key;
    return { KeyMetadata: keyMetadata(key, world.accountId) };
  },
});

export const storeNotFound = (id: string) =>
  new Refusal("CustomKeyStoreNotFoundException", `Custom key store ${id} does not exist.`);

export const accountOperations: readonly Operation[] = [
  createKey,
  operation({
    service: "kms",
    name: "ListKeys",
    action: "kms:ListKeys",
    shape: z.object({ Limit: limit, Marker: z.string().optional() }),
    resource: () => "*",
    answer(input, context) {
      const keys = Object.values(context.world.kms.keys).filter(here(context));
      const { items, next } = page(keys, input.Limit ?? 100, input.Marker);
      return {
        Keys: items.map((key) => ({ KeyId: key.keyId, KeyArn: key.arn })),
        Truncated: next !== undefined,
        ...(next ? { NextMarker: next } : {}),
      };
    },
  }),
];
