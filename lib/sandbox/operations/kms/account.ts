import { z } from "zod";
import { newUuid } from "../../ids";
import { type Context, iamArn, type Operation, operation, page, regionalArn } from "../../operation";
import { parsePolicy } from "../../policy";
import { Refusal } from "../../refusal";
import { makeServiceLinkedRole } from "../iam/service-linked";
import { keyArnOf, keyIdShape, notFound, requireKey } from "./keys";
import { keyMetadata } from "./single-key";

const limit = z.number().int().min(1).max(1000).optional();
const aliasName = z
  .string()
  .regex(
    /^alias\/[a-zA-Z0-9/_-]+$/,
    "Member must satisfy regular expression pattern: ^(alias/)[a-zA-Z0-9/_-]+$",
  )
  .max(256);
const here = (context: Context) => (entry: { arn: string }) => entry.arn.split(":")[3] === context.region;
const aliasArn = (name: string, context: Context) => regionalArn(context, "kms", name);

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
    const tags = Object.fromEntries((input.Tags ?? []).map((t) => [t.TagKey, t.TagValue]));
    if (input.Tags) context.require("kms:TagResource", "*");
    if (input.CustomKeyStoreId && !world.kms.stores[input.CustomKeyStoreId])
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

const aliasInput = z.object({ AliasName: aliasName, TargetKeyId: keyIdShape });

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
  operation({
    service: "kms",
    name: "ListAliases",
    action: "kms:ListAliases",
    shape: z.object({ Limit: limit, Marker: z.string().optional(), KeyId: keyIdShape.optional() }),
    resource: () => "*",
    answer(input, context) {
      const target = input.KeyId
        ? requireKey(keyArnOf(input.KeyId, context), "kms:ListAliases", context).arn
        : undefined;
      const aliases = Object.entries(context.world.kms.aliases)
        .map(([arn, alias]) => ({ arn, ...alias }))
        .filter(here(context))
        .filter((alias) => target === undefined || alias.targetKeyArn === target);
      const { items, next } = page(aliases, input.Limit ?? 50, input.Marker);
      return {
        Aliases: items.map((alias) => ({
          AliasName: alias.arn.split(":").pop(),
          AliasArn: alias.arn,
          TargetKeyId: alias.targetKeyArn.split("/").pop(),
          CreationDate: new Date(alias.created),
        })),
        Truncated: next !== undefined,
        ...(next ? { NextMarker: next } : {}),
      };
    },
  }),
  operation({
    service: "kms",
    name: "CreateAlias",
    action: "kms:CreateAlias",
    shape: aliasInput,
    before(input, context) {
      const arn = keyArnOf(input.TargetKeyId, context);
      if (context.scenario.existenceFirst && !context.world.kms.keys[arn])
        throw notFound(`Key '${arn}' does not exist`);
    },
    resource: (input, context) => [aliasArn(input.AliasName, context), keyArnOf(input.TargetKeyId, context)],
    answer(input, context) {
      const key = requireKey(keyArnOf(input.TargetKeyId, context), "kms:CreateAlias", context);
      const arn = aliasArn(input.AliasName, context);
      if (context.world.kms.aliases[arn])
        throw new Refusal("AlreadyExistsException", `An alias with the name ${arn} already exists`);
      context.world.kms.aliases[arn] = { targetKeyArn: key.arn, created: context.now.toISOString() };
      return {};
    },
  }),
  operation({
    service: "kms",
    name: "UpdateAlias",
    action: "kms:UpdateAlias",
    shape: aliasInput,
    // An alias is resolved to its key before anything is authorised: a missing one says nothing about permissions.
    before: (input, context) => void keyArnOf(input.AliasName, context),
    resource: (input, context) => [
      aliasArn(input.AliasName, context),
      keyArnOf(input.AliasName, context),
      keyArnOf(input.TargetKeyId, context),
    ],
    answer(input, context) {
      const key = requireKey(keyArnOf(input.TargetKeyId, context), "kms:UpdateAlias", context);
      const alias = context.world.kms.aliases[aliasArn(input.AliasName, context)];
      if (alias) alias.targetKeyArn = key.arn;
      return {};
    },
  }),
  operation({
    service: "kms",
    name: "DeleteAlias",
    action: "kms:DeleteAlias",
    shape: z.object({ AliasName: aliasName }),
    before: (input, context) => void keyArnOf(input.AliasName, context),
    resource: (input, context) => [aliasArn(input.AliasName, context), keyArnOf(input.AliasName, context)],
    answer(input, context) {
      delete context.world.kms.aliases[aliasArn(input.AliasName, context)];
      return {};
    },
  }),
];
