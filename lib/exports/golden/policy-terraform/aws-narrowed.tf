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
        ]
        Resource = "*"
      },
      {
        Sid    = "KeyManagementInRegions"
        Effect = "Allow"
        Action = [
          "kms:DescribeCustomKeyStores",
          "kms:ListAliases",
          "kms:ListKeys",
          "logs:DescribeLogGroups",
          "logs:FilterLogEvents",
        ]
        Resource = "*"
        Condition = {
          StringEquals = {
            "aws:RequestedRegion" = [
              "eu-central-1",
              "eu-west-3",
            ]
          }
        }
      },
      {
        Sid    = "KeyManagementTagged"
        Effect = "Allow"
        Action = [
          "kms:CancelKeyDeletion",
          "kms:CreateAlias",
          "kms:DeleteAlias",
          "kms:DeleteImportedKeyMaterial",
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
          "kms:ListKeyPolicies",
          "kms:ListResourceTags",
          "kms:PutKeyPolicy",
          "kms:ScheduleKeyDeletion",
          "kms:TagResource",
          "kms:UntagResource",
          "kms:UpdateAlias",
          "kms:UpdateKeyDescription",
        ]
        Resource = "*"
        Condition = {
          StringEquals = {
            "aws:RequestedRegion" = [
              "eu-central-1",
              "eu-west-3",
            ]
            "aws:ResourceTag/managed by" = "key team"
          }
        }
      },
      {
        Sid      = "KeyManagementFirstTag"
        Effect   = "Allow"
        Action   = ["kms:TagResource"]
        Resource = "*"
        Condition = {
          StringEquals = {
            "aws:RequestedRegion" = [
              "eu-central-1",
              "eu-west-3",
            ]
            "aws:RequestTag/managed by" = "key team"
          }
          Null = {
            "aws:ResourceTag/managed by" = "true"
          }
        }
      },
      {
        Sid    = "KeyManagementAliases"
        Effect = "Allow"
        Action = [
          "kms:CreateAlias",
          "kms:DeleteAlias",
          "kms:UpdateAlias",
        ]
        Resource = "arn:aws:kms:*:*:alias/*"
        Condition = {
          StringEquals = {
            "aws:RequestedRegion" = [
              "eu-central-1",
              "eu-west-3",
            ]
          }
        }
      },
      {
        Sid      = "KeyManagementNewTagged"
        Effect   = "Allow"
        Action   = ["kms:CreateKey"]
        Resource = "*"
        Condition = {
          StringEquals = {
            "aws:RequestedRegion" = [
              "eu-central-1",
              "eu-west-3",
            ]
            "aws:RequestTag/managed by" = "key team"
          }
        }
      },
      {
        # Multi-Region keys: KMS creates a service-linked role when the first multi-Region key of the account is created.
        Sid      = "MultiRegionKeys"
        Effect   = "Allow"
        Action   = ["iam:CreateServiceLinkedRole"]
        Resource = "*"
        Condition = {
          StringEquals = {
            "iam:AWSServiceName" = [
              "cks.kms.amazonaws.com",
              "mrk.kms.amazonaws.com",
            ]
          }
        }
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
        Condition = {
          StringEquals = {
            "aws:RequestedRegion" = [
              "eu-central-1",
              "eu-west-3",
            ]
          }
        }
      },
      {
        # Assume a role: A plan that names a role for CCKM to assume needs permission to assume it.
        Sid      = "AssumeRole"
        Effect   = "Allow"
        Action   = ["sts:AssumeRole"]
        Resource = "arn:aws:iam::444455556666:role/keys"
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
