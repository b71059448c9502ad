# The permissions that the check found missing. Run it with credentials of account 111122223333.
# If this policy already exists from an earlier check, keep its actions in the list and add these:
# the whole policy is overwritten.
resource "aws_iam_user_policy" "cckm_missing_permissions" {
  name = "ciphertrust-cckm-missing-permissions"
  user = "ciphertrust-cckm-user"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "MissingActions"
        Effect = "Allow"
        Action = [
          "kms:CreateKey",
          "kms:ListKeys",
          "logs:DescribeLogGroups",
        ]
        Resource = "*"
      },
    ]
  })
}
