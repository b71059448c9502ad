import { z } from "zod";
import { bare } from "@/lib/bare";
import type { Operation, Output } from "../../operation";
import { regionalArn } from "../../operation";
import { parsePolicy } from "../../policy";
import { Refusal } from "../../refusal";
import type { Key } from "../../state";
import { keyOperation, limit, requireState } from "./keys";

const region = z.string().regex(/^([a-z]+-){2,3}\d+$/);

export function keyMetadata(key: Key, accountId: string): Output {
  return {
    AWSAccountId: accountId,
    KeyId: key.keyId,
    Arn: key.arn,
    CreationDate: new Date(key.created),
    Enabled: key.state === "Enabled",
    Description: key.description,
    KeyUsage: key.usage,
    KeyState: key.state,
    Origin: key.origin,
    KeyManager: "CUSTOMER",
    KeySpec: key.spec,
    CustomerMasterKeySpec: key.spec,
    MultiRegion: key.multiRegion,
    ...(key.storeId ? { CustomKeyStoreId: key.storeId } : {}),
    ...(key.deletionDate ? { DeletionDate: new Date(key.deletionDate) } : {}),
  };
}

export const unsupported = (sentence: string) => new Refusal("UnsupportedOperationException", sentence);

function setState(state: Key["state"], ...from: Key["state"][]) {
  return (key: Key): Output => {
    requireState(key, ...from);
    key.state = state;
    return {};
  };
}

const tag = z.object({ TagKey: z.string().min(1).max(128), TagValue: z.string().max(256) });

export const singleKeyOperations: readonly Operation[] = [
  keyOperation("DescribeKey", {}, (key, _, { world }) => ({
    KeyMetadata: keyMetadata(key, world.accountId),
  })),
  keyOperation("ListKeyPolicies", { Limit: limit }, () => ({ PolicyNames: ["default"], Truncated: false })),
  keyOperation("ListResourceTags", { Limit: limit }, (key) => ({
    Tags: Object.entries(key.tags).map(([TagKey, TagValue]) => ({ TagKey, TagValue })),
    Truncated: false,
  })),
  keyOperation("GetKeyPolicy", { PolicyName: z.string().optional() }, (key) => ({
    Policy: key.policy,
    PolicyName: "default",
  })),
  keyOperation("GetKeyRotationStatus", {}, (key) => ({ KeyId: key.arn, KeyRotationEnabled: key.rotation })),
  keyOperation("TagResource", { Tags: z.array(tag).max(50) }, (key, { Tags }) => {
    for (const { TagKey, TagValue } of Tags) key.tags[TagKey] = TagValue;
    return {};
  }),
  keyOperation("UntagResource", { TagKeys: z.array(z.string()).max(50) }, (key, { TagKeys }) => {
    for (const name of TagKeys) delete key.tags[name];
    return {};
  }),
  keyOperation("CancelKeyDeletion", {}, (key) => {
    requireState(key, "PendingDeletion");
    key.state = "Disabled";
    delete key.deletionDate;
    return { KeyId: key.arn };
  }),
  keyOperation(
    "ScheduleKeyDeletion",
    { PendingWindowInDays: z.number().int().min(7).max(30).optional() },
    (key, input, { now }) => {
      requireState(key, "Enabled", "Disabled", "PendingImport");
      const days = input.PendingWindowInDays ?? 30;
      key.state = "PendingDeletion";
      key.deletionDate = new Date(now.getTime() + days * 86_400_000).toISOString();
      return {
        KeyId: key.arn,
        DeletionDate: new Date(key.deletionDate),
        KeyState: key.state,
        PendingWindowInDays: days,
      };
    },
  ),
  keyOperation("DisableKey", {}, setState("Disabled", "Enabled", "Disabled")),
  keyOperation("EnableKey", {}, setState("Enabled", "Enabled", "Disabled")),
  keyOperation(
    "EnableKeyRotation",
    { RotationPeriodInDays: z.number().int().min(90).max(2560).optional() },
    (key) => {
      requireState(key, "Enabled");
      key.rotation = true;
      return {};
    },
  ),
  keyOperation("DisableKeyRotation", {}, (key) => {
    requireState(key, "Enabled");
    key.rotation = false;
    return {};
  }),
  keyOperation("UpdateKeyDescription", { Description: z.string().max(8192) }, (key, { Description }) => {
    key.description = Description;
    return {};
  }),
  keyOperation(
    "PutKeyPolicy",
    {
      PolicyName: z.string().optional(),
      Policy: z.string().min(1).max(131_072),
      BypassPolicyLockoutSafetyCheck: z.boolean().optional(),
    },
    (key, { Policy }) => {
      if (!parsePolicy(Policy))
        throw new Refusal(
          "MalformedPolicyDocumentException",
          "Policy contains a statement that is not well formed.",
        );
      key.policy = Policy;
      return {};
    },
  ),
  keyOperation("ReplicateKey", { ReplicaRegion: region }, (key, { ReplicaRegion }, context) => {
    if (!key.multiRegion) throw unsupported(`${key.arn} is not a multi-region key.`);
    const elsewhere = { world: context.world, region: ReplicaRegion };
    const arn = regionalArn(elsewhere, "kms", `key/${key.keyId}`);
    if (context.world.kms.keys[arn])
      throw new Refusal("AlreadyExistsException", `Key ${arn} already exists.`);
    const replica = { ...key, arn, created: context.now.toISOString(), tags: bare<string>() };
    context.world.kms.keys[arn] = replica;
    return { ReplicaKeyMetadata: keyMetadata(replica, context.world.accountId) };
  }),
  keyOperation("UpdatePrimaryRegion", { PrimaryRegion: region }, (key) => {
    if (!key.multiRegion) throw unsupported(`${key.arn} is not a multi-region key.`);
    return {};
  }),
  keyOperation("RotateKeyOnDemand", {}, (key) => ({ KeyId: key.arn })),
  keyOperation("ListKeyRotations", { Limit: limit }, () => ({ Rotations: [], Truncated: false })),
];
