# --- The plan's values ---
readonly PARTITION='aws-us-gov'
readonly ACCOUNT='111122223333'
readonly REGION='us-gov-west-1'
readonly DESCRIPTION='CipherTrust CCKM connection, made by the AWS Connection Wizard'
readonly TAG_LINES='cost centre	4711'
readonly IAM_TAGS='[{"Key":"cost centre","Value":"4711"}]'
readonly POLICY_ARN='arn:aws-us-gov:iam::111122223333:policy/ciphertrust/ciphertrust-cckm-policy'
readonly POLICY_NAME='ciphertrust-cckm-policy'
readonly POLICY_PATH='/ciphertrust/'
readonly POLICY_DOCUMENT='{"Version":"2012-10-17","Statement":[{"Sid":"RegionListing","Effect":"Allow","Action":["ec2:DescribeRegions"],"Resource":"*"},{"Sid":"KeyManagement","Effect":"Allow","Action":["iam:ListGroups","iam:ListRoles","iam:ListUsers","kms:CancelKeyDeletion","kms:CreateAlias","kms:CreateKey","kms:DeleteAlias","kms:DeleteImportedKeyMaterial","kms:DescribeCustomKeyStores","kms:DescribeKey","kms:DisableKey","kms:DisableKeyRotation","kms:EnableKey","kms:EnableKeyRotation","kms:GetKeyPolicy","kms:GetKeyRotationStatus","kms:GetParametersForImport","kms:GetPublicKey","kms:ImportKeyMaterial","kms:ListAliases","kms:ListKeyPolicies","kms:ListKeys","kms:ListResourceTags","kms:PutKeyPolicy","kms:ScheduleKeyDeletion","kms:TagResource","kms:UntagResource","kms:UpdateAlias","kms:UpdateKeyDescription","logs:DescribeLogGroups","logs:FilterLogEvents"],"Resource":"*"},{"Sid":"MultiRegionKeys","Effect":"Allow","Action":["iam:CreateServiceLinkedRole"],"Resource":"*"},{"Sid":"CustomKeyStores","Effect":"Allow","Action":["cloudhsm:DescribeClusters","kms:ConnectCustomKeyStore","kms:CreateCustomKeyStore","kms:DeleteCustomKeyStore","kms:DisconnectCustomKeyStore","kms:UpdateCustomKeyStore"],"Resource":"*"}]}'

