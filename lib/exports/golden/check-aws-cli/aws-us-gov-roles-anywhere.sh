# --- The plan's values ---
readonly KIND='roles-anywhere'
readonly ACTIONS='--context-entries [{"ContextKeyName":"aws:RequestedRegion","ContextKeyValues":["us-gov-west-1"],"ContextKeyType":"string"}]
ec2:DescribeRegions
kms:ListAliases
kms:ListKeys
kms:CreateKey
kms:DescribeCustomKeyStores
iam:ListGroups
iam:ListRoles
iam:ListUsers
--resource-arns arn:aws-us-gov:kms:us-gov-west-1:111122223333:key/00000000-0000-4000-8000-000000000000
--context-entries [{"ContextKeyName":"aws:RequestedRegion","ContextKeyValues":["us-gov-west-1"],"ContextKeyType":"string"}]
kms:ListKeyPolicies
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
kms:DeleteAlias
kms:DeleteImportedKeyMaterial
kms:DisableKey
kms:DisableKeyRotation
kms:EnableKey
kms:EnableKeyRotation
kms:ImportKeyMaterial
kms:ScheduleKeyDeletion
kms:UpdateAlias
kms:UpdateKeyDescription
kms:PutKeyPolicy
--resource-arns arn:aws-us-gov:kms:us-gov-west-1:111122223333:alias/ckm-example
--context-entries [{"ContextKeyName":"aws:RequestedRegion","ContextKeyValues":["us-gov-west-1"],"ContextKeyType":"string"}]
kms:CreateAlias
kms:DeleteAlias
kms:UpdateAlias
--resource-arns arn:aws-us-gov:logs:us-gov-west-1:111122223333:log-group::log-stream:
--context-entries [{"ContextKeyName":"aws:RequestedRegion","ContextKeyValues":["us-gov-west-1"],"ContextKeyType":"string"}]
logs:DescribeLogGroups
--resource-arns arn:aws-us-gov:logs:us-gov-west-1:111122223333:log-group:ckm-example:log-stream:
--context-entries [{"ContextKeyName":"aws:RequestedRegion","ContextKeyValues":["us-gov-west-1"],"ContextKeyType":"string"}]
logs:FilterLogEvents'
readonly PARTITION='aws-us-gov'
readonly ACCOUNT='111122223333'
readonly REGION='us-gov-west-1'
readonly PRINCIPAL_KIND='role'
readonly PRINCIPAL='ciphertrust-cckm-role'

