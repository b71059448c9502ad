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
  name                       = "cckm-aws"
  products                   = ["cckm"]
  cloud_name                 = "aws"
  aws_region                 = "eu-central-1"
  aws_sts_regional_endpoints = "regional"
  is_role_anywhere           = true
  iam_role_anywhere = {
    anywhere_role_arn = "arn:aws:iam::111122223333:role/ciphertrust-cckm-role"
    trust_anchor_arn  = "arn:aws:rolesanywhere:eu-central-1:111122223333:trust-anchor/0f0e0d0c-1111-4222-8333-444455556666"
    profile_arn       = "arn:aws:rolesanywhere:eu-central-1:111122223333:profile/0f0e0d0c-1111-4222-8333-444455556666"
    certificate       = "-----BEGIN CERTIFICATE-----\nMIIBkTCCATegAwIBAgIUExample0Example0Example0ExamplewCgYIKoZIzj0E\nAwIwFDESMBAGA1UEAwwJZXhhbXBsZTAeFw0yNjAxMDEwMDAwMDBaFw0yNzAxMDEw\n-----END CERTIFICATE-----\n"
    private_key       = file(var.private_key_file)
  }
}
