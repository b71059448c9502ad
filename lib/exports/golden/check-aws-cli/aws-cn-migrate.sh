# --- The plan's values ---
readonly KIND='roles-anywhere'
readonly ACTIONS='--context-entries [{"ContextKeyName":"aws:RequestedRegion","ContextKeyValues":["cn-northwest-1"],"ContextKeyType":"string"}]
ec2:DescribeRegions
kms:ListAliases
kms:ListKeys
kms:CreateKey
kms:DescribeCustomKeyStores
cloudhsm:DescribeClusters
kms:CreateCustomKeyStore
kms:ConnectCustomKeyStore
kms:DeleteCustomKeyStore
kms:DisconnectCustomKeyStore
kms:UpdateCustomKeyStore
--resource-arns arn:aws-cn:kms:cn-northwest-1:111122223333:key/00000000-0000-4000-8000-000000000000
--context-entries [{"ContextKeyName":"aws:RequestedRegion","ContextKeyValues":["cn-northwest-1"],"ContextKeyType":"string"}]
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
--resource-arns arn:aws-cn:kms:cn-northwest-1:111122223333:alias/ckm-example
--context-entries [{"ContextKeyName":"aws:RequestedRegion","ContextKeyValues":["cn-northwest-1"],"ContextKeyType":"string"}]
kms:CreateAlias
kms:DeleteAlias
kms:UpdateAlias
--context-entries [{"ContextKeyName":"aws:RequestedRegion","ContextKeyValues":["cn-north-1"],"ContextKeyType":"string"}]
iam:ListGroups
iam:ListRoles
iam:ListUsers
--resource-arns arn:aws-cn:logs:cn-northwest-1:111122223333:log-group::log-stream:
--context-entries [{"ContextKeyName":"aws:RequestedRegion","ContextKeyValues":["cn-northwest-1"],"ContextKeyType":"string"}]
logs:DescribeLogGroups
--resource-arns arn:aws-cn:logs:cn-northwest-1:111122223333:log-group:ckm-example:log-stream:
--context-entries [{"ContextKeyName":"aws:RequestedRegion","ContextKeyValues":["cn-northwest-1"],"ContextKeyType":"string"}]
logs:FilterLogEvents
--resource-arns arn:aws-cn:iam::111122223333:role/aws-service-role/mrk.kms.amazonaws.com/AWSServiceRoleForKeyManagementServiceMultiRegionKeys
--context-entries [{"ContextKeyName":"aws:RequestedRegion","ContextKeyValues":["cn-north-1"],"ContextKeyType":"string"},{"ContextKeyName":"iam:AWSServiceName","ContextKeyValues":["mrk.kms.amazonaws.com"],"ContextKeyType":"string"}]
iam:CreateServiceLinkedRole
--resource-arns arn:aws-cn:iam::111122223333:role/aws-service-role/cks.kms.amazonaws.com/AWSServiceRoleForKeyManagementServiceCustomKeyStores
--context-entries [{"ContextKeyName":"aws:RequestedRegion","ContextKeyValues":["cn-north-1"],"ContextKeyType":"string"},{"ContextKeyName":"iam:AWSServiceName","ContextKeyValues":["cks.kms.amazonaws.com"],"ContextKeyType":"string"}]
iam:CreateServiceLinkedRole'
readonly PARTITION='aws-cn'
readonly ACCOUNT='111122223333'
readonly REGION='cn-northwest-1'
readonly PRINCIPAL_KIND='role'
readonly PRINCIPAL='ciphertrust-cckm-role'

