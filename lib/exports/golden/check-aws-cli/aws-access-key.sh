# --- The plan's values ---
readonly KIND='access-key'
readonly ACTIONS='--context-entries [{"ContextKeyName":"aws:RequestedRegion","ContextKeyValues":["eu-central-1"],"ContextKeyType":"string"}]
ec2:DescribeRegions
kms:ListAliases
kms:ListKeyPolicies
kms:ListKeys
kms:ListResourceTags
kms:DescribeKey
kms:GetKeyPolicy
kms:GetKeyRotationStatus
kms:GetParametersForImport
kms:GetPublicKey
kms:TagResource
kms:UntagResource
kms:CancelKeyDeletion
kms:CreateAlias
kms:CreateKey
kms:DeleteAlias
kms:DeleteImportedKeyMaterial
kms:DisableKey
kms:DisableKeyRotation
kms:DescribeCustomKeyStores
kms:EnableKey
kms:EnableKeyRotation
kms:ImportKeyMaterial
kms:ScheduleKeyDeletion
kms:UpdateAlias
kms:UpdateKeyDescription
kms:PutKeyPolicy
logs:DescribeLogGroups
logs:FilterLogEvents
--context-entries [{"ContextKeyName":"aws:RequestedRegion","ContextKeyValues":["us-east-1"],"ContextKeyType":"string"}]
iam:ListGroups
iam:ListRoles
iam:ListUsers'
readonly PARTITION='aws'
readonly ACCOUNT='111122223333'
readonly REGION='eu-central-1'
readonly PRINCIPAL_KIND='user'
readonly PRINCIPAL='ciphertrust-cckm-user'

