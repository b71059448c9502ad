import { kmsSource, listing, NOT_FOUND, onMissingKey, onMissingStore, type Probe } from "./probe";

const kmsList = (operation: string, list: string): Probe =>
  listing(`kms:${operation}`, { service: "kms", operation, input: { Limit: 1 } }, list, kmsSource(operation));

/** A policy that AWS would accept as it stands, so that its text is no reason to refuse; there is no key to put it on. */
const rootPolicy = (keyArn: string) => {
  const [, partition, , , account] = keyArn.split(":");
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "Probe",
        Effect: "Allow",
        Principal: { AWS: `arn:${partition}:iam::${account}:root` },
        Action: "kms:*",
        Resource: "*",
      },
    ],
  });
};

/** Lists: their success is the proof. */
export const kmsLists: readonly Probe[] = [
  // ListAliases with a KeyId would be judged for that key; without, for "*".
  kmsList("ListAliases", "Aliases"),
  kmsList("ListKeys", "Keys"),
  kmsList("DescribeCustomKeyStores", "CustomKeyStores"),
];

/** Reads and writes of one key, sent for a key that does not exist. KMS has a dry run for none of them. */
export const kmsKeys: readonly Probe[] = [
  onMissingKey(
    "GetParametersForImport",
    () => ({
      WrappingAlgorithm: "RSAES_OAEP_SHA_256",
      WrappingKeySpec: "RSA_2048",
    }),
    { once: true },
  ),
  onMissingKey("DescribeKey"),
  onMissingKey("ListKeyPolicies", () => ({ Limit: 1 })),
  onMissingKey("ListResourceTags", () => ({ Limit: 1 })),
  onMissingKey("GetKeyPolicy", () => ({ PolicyName: "default" })),
  onMissingKey("GetKeyRotationStatus"),
  onMissingKey("GetPublicKey"),
  // A plain key without "aws:": a malformed tag might be refused before the caller is judged.
  onMissingKey("TagResource", () => ({ Tags: [{ TagKey: "ctk-probe", TagValue: "1" }] })),
  onMissingKey("UntagResource", () => ({ TagKeys: ["ctk-probe"] })),
  onMissingKey("CancelKeyDeletion"),
  onMissingKey("DisableKey"),
  onMissingKey("EnableKey"),
  onMissingKey("DisableKeyRotation"),
  onMissingKey("EnableKeyRotation"),
  onMissingKey("DeleteImportedKeyMaterial"),
  onMissingKey(
    "ImportKeyMaterial",
    (ids) => ({
      ImportToken: ids.noise,
      EncryptedKeyMaterial: ids.noise,
      ExpirationModel: "KEY_MATERIAL_DOES_NOT_EXPIRE",
    }),
    {
      // AWS may look at the token before the key; both come after authorisation.
      allowed: [NOT_FOUND, { error: "InvalidImportTokenException" }, { error: "InvalidCiphertextException" }],
      note: "There is no such key, and 256 random bytes are not a valid import token: nothing can be imported.",
    },
  ),
  // 30 days is inside what AWS takes: a value outside would be refused for itself. The key is the run's own.
  onMissingKey("ScheduleKeyDeletion", () => ({ PendingWindowInDays: 30 })),
  onMissingKey("UpdateKeyDescription", () => ({ Description: "probe" })),
  onMissingKey("PutKeyPolicy", (ids) => ({ PolicyName: "default", Policy: rootPolicy(ids.keyArn) })),
  onMissingKey("RotateKeyOnDemand"),
  onMissingKey("ListKeyRotations", () => ({ Limit: 1 })),
  onMissingKey("ReplicateKey", (ids) => ({ ReplicaRegion: ids.otherRegion }), {
    multiRegion: true,
    note: "There is no primary key to replicate. Replicating a real key also takes kms:CreateKey in the other region.",
  }),
  onMissingKey("UpdatePrimaryRegion", (ids) => ({ PrimaryRegion: ids.otherRegion }), { multiRegion: true }),
];

export const kmsStores: readonly Probe[] = [
  onMissingStore("ConnectCustomKeyStore"),
  onMissingStore("DeleteCustomKeyStore"),
  onMissingStore("DisconnectCustomKeyStore"),
  onMissingStore("UpdateCustomKeyStore", (ids) => ({ NewCustomKeyStoreName: ids.storeName })),
];

const ALIAS_FIRST =
  "KMS looks for the alias before it judges the caller, so a missing alias answers “not found” whatever the permissions.";

/** Aliases need the permission on the alias and on its key, which is why the target matters. */
export const kmsAliases: readonly Probe[] = [
  {
    action: "kms:CreateAlias",
    on: "a new alias for a key that does not exist",
    certainty: "calibrated",
    scope: "alias",
    call: {
      service: "kms",
      operation: "CreateAlias",
      input: (ids) => ({ AliasName: ids.aliasName, TargetKeyId: ids.keyArn }),
    },
    // Only the missing key is past authorisation; a sentence about the alias would say nothing.
    allowed: [{ error: "NotFoundException", sentence: /^(?!\s*alias\b)/i }],
    note: "An alias needs a live key, and there is none.",
    source: kmsSource("CreateAlias"),
  },
  {
    action: "kms:UpdateAlias",
    on: "an alias and a key that do not exist",
    certainty: "absent",
    scope: "alias",
    call: {
      service: "kms",
      operation: "UpdateAlias",
      input: (ids) => ({ AliasName: ids.aliasName, TargetKeyId: ids.keyArn }),
    },
    allowed: [NOT_FOUND],
    note: "Neither alias nor key exists: there is nothing that could change.",
    absentBecause: ALIAS_FIRST,
    source: kmsSource("UpdateAlias"),
  },
  {
    action: "kms:DeleteAlias",
    on: "an alias that does not exist",
    certainty: "absent",
    scope: "alias",
    call: { service: "kms", operation: "DeleteAlias", input: (ids) => ({ AliasName: ids.aliasName }) },
    allowed: [NOT_FOUND],
    note: "The alias has a random name of 128 bits: there is nothing to delete.",
    absentBecause: ALIAS_FIRST,
    source: kmsSource("DeleteAlias"),
  },
];

/** Calls that would create: no input is proven to be refused after authorisation and before creation. Not sent. */
export const kmsCreations: readonly Probe[] = [
  {
    action: "kms:CreateKey",
    on: "nothing: no call was made",
    certainty: "absent",
    scope: "other",
    allowed: [],
    note: "Not sent: an input that is refused for another reason might be accepted, and then there is a key.",
    absentBecause: "A call that proves the permission to create a key may create one.",
    source: kmsSource("CreateKey"),
  },
  {
    action: "kms:CreateCustomKeyStore",
    on: "nothing: no call was made",
    certainty: "absent",
    scope: "other",
    allowed: [],
    note: "Not sent: KMS may create its service-linked role before it looks at the rest of the request.",
    absentBecause:
      "A call that proves the permission to create a key store may leave a service-linked role behind.",
    source: kmsSource("CreateCustomKeyStore"),
  },
];
