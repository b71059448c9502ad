# The AWS connection, for the provider ThalesGroup/CipherTrust. It holds no secret, but Terraform writes secrets
# into its state: keep the state where only administrators can read it.

variable "access_key_id" {
  type        = string
  description = "The access key id of the IAM user"
}

variable "secret_access_key" {
  type        = string
  description = "The secret of the access key"
  sensitive   = true
}

resource "ciphertrust_aws_connection" "cckm" {
  name                       = "cckm-aws-cn"
  products                   = ["cckm"]
  cloud_name                 = "aws-cn"
  aws_region                 = "cn-northwest-1"
  aws_sts_regional_endpoints = "regional"
  access_key_id              = var.access_key_id
  secret_access_key          = var.secret_access_key
}
