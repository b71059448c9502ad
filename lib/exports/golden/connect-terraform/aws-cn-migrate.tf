# The AWS connection, for the provider ThalesGroup/CipherTrust. It holds no secret, but Terraform writes secrets
# into its state: keep the state where only administrators can read it.
# Unset AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY before you run it: version 1.0 of the provider sends them along,
# and CipherTrust then refuses the connection.
# If your version of the provider takes iam_role_anywhere as a block, write "iam_role_anywhere {" without "=".

variable "private_key_file" {
  type        = string
  description = "The file of the client's private key, unencrypted PEM"
}

resource "ciphertrust_aws_connection" "cckm" {
  name                       = "cckm-aws-cn"
  description                = "Moves from the access key of 2021"
  products                   = ["cckm"]
  cloud_name                 = "aws-cn"
  aws_region                 = "cn-northwest-1"
  aws_sts_regional_endpoints = "regional"
  assume_role_arn            = "arn:aws-cn:iam::444455556666:role/keys"
  assume_role_external_id    = "cckm-keys"
  is_role_anywhere           = true
  iam_role_anywhere = {
    anywhere_role_arn = "arn:aws-cn:iam::111122223333:role/ciphertrust/ciphertrust-cckm-role"
    trust_anchor_arn  = "arn:aws-cn:rolesanywhere:cn-northwest-1:111122223333:trust-anchor/0f0e0d0c-1111-4222-8333-444455556666"
    profile_arn       = "arn:aws-cn:rolesanywhere:cn-northwest-1:111122223333:profile/0f0e0d0c-1111-4222-8333-444455556666"
    certificate       = "-----BEGIN CERTIFICATE-----\nMIIBkTCCATegAwIBAgIUExample0Example0Example0ExamplewCgYIKoZIzj0E\nAwIwFDESMBAGA1UEAwwJZXhhbXBsZTAeFw0yNjAxMDEwMDAwMDBaFw0yNzAxMDEw\n-----END CERTIFICATE-----\n"
    private_key       = file(var.private_key_file)
  }
}
