# The permissions that the check found missing. Run it with credentials of account 111122223333.
# If this policy already exists from an earlier check, keep its actions in the list and add these:
# the whole policy is overwritten.
resource "aws_iam_role_policy" "cckm_missing_permissions" {
  name = "ciphertrust-cckm-missing-permissions"
  role = "ciphertrust-cckm-role"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "MissingActionsInRegions"
        Effect = "Allow"
        Action = [
          "kms:ListKeys",
          "logs:DescribeLogGroups",
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
        Sid      = "MissingActionsNewTagged"
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
    ]
  })
}
