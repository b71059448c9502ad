# The managed policy of a CipherTrust CCKM connection.
# Run it with credentials of the plan's account; IAM is the same in every region of a partition.
resource "aws_iam_policy" "cckm" {
  name        = "ciphertrust-cckm-policy"
  path        = "/ciphertrust/"
  description = "CipherTrust CCKM connection, made by the AWS Connection Wizard"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        # List regions: CCKM asks AWS which regions the account can use before it adds the account.
        Sid      = "RegionListing"
        Effect   = "Allow"
        Action   = ["ec2:DescribeRegions"]
        Resource = "*"
      },
      {
        # Manage keys: Everything that CCKM does with keys, aliases, tags and key policies, and what it reads for its reports.
        Sid    = "KeyManagement"
        Effect = "Allow"
        Action = [
          "iam:ListGroups",
          "iam:ListRoles",
          "iam:ListUsers",
          "kms:CancelKeyDeletion",
          "kms:CreateAlias",
          "kms:CreateKey",
          "kms:DeleteAlias",
          "kms:DeleteImportedKeyMaterial",
          "kms:DescribeCustomKeyStores",
          "kms:DescribeKey",
          "kms:DisableKey",
          "kms:DisableKeyRotation",
          "kms:EnableKey",
          "kms:EnableKeyRotation",
          "kms:GetKeyPolicy",
          "kms:GetKeyRotationStatus",
          "kms:GetParametersForImport",
          "kms:GetPublicKey",
          "kms:ImportKeyMaterial",
          "kms:ListAliases",
          "kms:ListKeyPolicies",
          "kms:ListKeys",
          "kms:ListResourceTags",
          "kms:PutKeyPolicy",
          "kms:ScheduleKeyDeletion",
          "kms:TagResource",
          "kms:UntagResource",
          "kms:UpdateAlias",
          "kms:UpdateKeyDescription",
          "logs:DescribeLogGroups",
          "logs:FilterLogEvents",
        ]
        Resource = "*"
      },
      {
        # Multi-Region keys: KMS creates a service-linked role when the first multi-Region key of the account is created.
        Sid      = "MultiRegionKeys"
        Effect   = "Allow"
        Action   = ["iam:CreateServiceLinkedRole"]
        Resource = "*"
      },
      {
        # External and CloudHSM key stores: CCKM creates and runs custom key stores: External Key Stores (HYOK) and CloudHSM key stores.
        Sid    = "CustomKeyStores"
        Effect = "Allow"
        Action = [
          "cloudhsm:DescribeClusters",
          "kms:ConnectCustomKeyStore",
          "kms:CreateCustomKeyStore",
          "kms:DeleteCustomKeyStore",
          "kms:DisconnectCustomKeyStore",
          "kms:UpdateCustomKeyStore",
        ]
        Resource = "*"
      },
    ]
  })
  tags = {
    "cost centre" = "4711"
  }
}

output "cckm_policy_arn" {
  value = aws_iam_policy.cckm.arn
}
