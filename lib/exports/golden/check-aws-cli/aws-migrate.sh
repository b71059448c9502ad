# --- The plan's values ---
readonly KIND='roles-anywhere'
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
cloudhsm:DescribeClusters
kms:CreateCustomKeyStore
kms:ConnectCustomKeyStore
kms:DeleteCustomKeyStore
kms:DisconnectCustomKeyStore
kms:UpdateCustomKeyStore
--context-entries [{"ContextKeyName":"aws:RequestedRegion","ContextKeyValues":["us-east-1"],"ContextKeyType":"string"}]
iam:ListGroups
iam:ListRoles
iam:ListUsers
--resource-arns arn:aws:iam::111122223333:role/aws-service-role/mrk.kms.amazonaws.com/AWSServiceRoleForKeyManagementServiceMultiRegionKeys
--context-entries [{"ContextKeyName":"aws:RequestedRegion","ContextKeyValues":["us-east-1"],"ContextKeyType":"string"},{"ContextKeyName":"iam:AWSServiceName","ContextKeyValues":["mrk.kms.amazonaws.com"],"ContextKeyType":"string"}]
iam:CreateServiceLinkedRole
--resource-arns arn:aws:iam::111122223333:role/aws-service-role/cks.kms.amazonaws.com/AWSServiceRoleForKeyManagementServiceCustomKeyStores
--context-entries [{"ContextKeyName":"aws:RequestedRegion","ContextKeyValues":["us-east-1"],"ContextKeyType":"string"},{"ContextKeyName":"iam:AWSServiceName","ContextKeyValues":["cks.kms.amazonaws.com"],"ContextKeyType":"string"}]
iam:CreateServiceLinkedRole'
readonly PARTITION='aws'
readonly ACCOUNT='111122223333'
readonly REGION='eu-central-1'
readonly PRINCIPAL_KIND='role'
readonly PRINCIPAL='ciphertrust-cckm-role'

