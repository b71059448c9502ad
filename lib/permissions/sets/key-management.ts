import type { NeededAction } from "./sets";

/** The vendor's "Permissions to manage AWS resources": 26 kms, 3 iam, 2 logs. The reasons are ours. */
export const keyManagementActions = [
  { action: "kms:ListAliases", why: "Reads the aliases of the keys, shown beside each key in CCKM." },
  { action: "kms:ListKeyPolicies", why: "Reads which policies a key has, before reading the policy itself." },
  { action: "kms:ListKeys", why: "Finds the keys that exist in a region, when CCKM synchronises." },
  { action: "kms:ListResourceTags", why: "Reads the tags of a key." },
  {
    action: "kms:DescribeKey",
    why: "Reads a key's state, origin, use and dates. Every view of a key begins with it.",
  },
  { action: "kms:GetKeyPolicy", why: "Reads who may use and manage a key, to show and to edit it." },
  { action: "kms:GetKeyRotationStatus", why: "Reads whether AWS rotates the key automatically." },
  {
    action: "kms:GetParametersForImport",
    why: "Gets the wrapping key and token that an upload of key material (BYOK) begins with.",
  },
  { action: "kms:GetPublicKey", why: "Downloads the public half of an asymmetric key." },
  { action: "kms:TagResource", why: "Adds tags to a key, CCKM's own among them." },
  { action: "kms:UntagResource", why: "Removes tags from a key." },
  {
    action: "kms:CancelKeyDeletion",
    why: "Cancels a scheduled deletion during the waiting period.",
  },
  { action: "kms:CreateAlias", why: "Gives a new key its alias. CCKM moves aliases when it rotates keys." },
  {
    action: "kms:CreateKey",
    why: "Creates keys: native ones, and empty ones that key material is uploaded to.",
  },
  { action: "kms:DeleteAlias", why: "Removes an alias from a key." },
  {
    action: "kms:DeleteImportedKeyMaterial",
    why: "Removes uploaded key material from AWS, so that the key cannot be used until the material is uploaded again.",
  },
  { action: "kms:DisableKey", why: "Switches a key off without deleting it." },
  { action: "kms:DisableKeyRotation", why: "Stops AWS's own rotation of a key." },
  {
    action: "kms:DescribeCustomKeyStores",
    why: "Reads the account's key stores. The vendor asks for it even if no key store is managed.",
  },
  { action: "kms:EnableKey", why: "Switches a disabled key on again." },
  { action: "kms:EnableKeyRotation", why: "Lets AWS rotate a key once a year or as often as chosen." },
  { action: "kms:ImportKeyMaterial", why: "Uploads key material from CipherTrust into an AWS key (BYOK)." },
  {
    action: "kms:ScheduleKeyDeletion",
    why: "Schedules a key for deletion. AWS waits 7 to 30 days; after that, no one can restore it.",
  },
  { action: "kms:UpdateAlias", why: "Points an alias at another key: the last step of a rotation by CCKM." },
  { action: "kms:UpdateKeyDescription", why: "Edits the description of a key." },
  {
    action: "kms:PutKeyPolicy",
    why: "Writes key policies, from CCKM's policy templates too. It decides who may use a key.",
  },
  { action: "iam:ListGroups", why: "Lists the IAM groups to choose from in a key policy." },
  { action: "iam:ListRoles", why: "Lists the IAM roles to choose from in a key policy." },
  { action: "iam:ListUsers", why: "Lists the IAM users to choose from in a key policy." },
  {
    action: "logs:DescribeLogGroups",
    why: "Finds the log groups that hold CloudTrail events, for key reports.",
  },
  { action: "logs:FilterLogEvents", why: "Reads events of key use from a log group, for key reports." },
] as const satisfies readonly NeededAction[];
