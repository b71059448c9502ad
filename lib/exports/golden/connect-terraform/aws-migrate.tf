# The AWS connection, for the provider ThalesGroup/CipherTrust. It holds no secret, but Terraform writes secrets
# into its state: keep the state where only administrators can read it.
# Unset AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY before you run it: version 1.0 of the provider sends them along,
# and CipherTrust then refuses the connection.
# If your version of the provider takes iam_role_anywhere as a block, write "iam_role_anywhere {" without "=".

variable "private_key_file" {
  type        = string
  description = "The file of the client's private key, unencrypted PEM"
  validation {
    condition     = length(regexall("-----BEGIN [A-Z ]*PRIVATE KEY-----", file(var.private_key_file))) == 1
    error_message = "The file must hold one private key in PEM form, not none and not several."
  }
  validation {
    condition     = length(regexall("-----BEGIN (?:RSA )?PRIVATE KEY-----[A-Za-z0-9+/=\\s]+-----END", file(var.private_key_file))) == 1
    error_message = "The private key must be in the form PKCS#1 or PKCS#8, without a passphrase. This command converts it: openssl pkey -in key.pem -out plain.pem"
  }
}

# The key as the wizard's page writes it: one block and nothing around it, RSA in PKCS#1 (the form that Thales shows).
locals {
  base64_digits = split("", "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
  base64_bits   = { for value, digit in local.base64_digits : digit => format("%06b", value) }

  key_block  = regexall("-----BEGIN ([A-Z ]*PRIVATE KEY)-----([A-Za-z0-9+/=\\s]+)-----END", file(var.private_key_file))[0]
  key_base64 = join("", regexall("[A-Za-z0-9+/=]+", local.key_block[1]))

  # In PKCS#8 an RSA key is the run of bits behind 26 octets; the last two of these are its length.
  key_is_pkcs8_rsa = local.key_block[0] == "PRIVATE KEY" && substr(local.key_base64, 8, 24) == "ADANBgkqhkiG9w0BAQEFAASC"
  key_bits         = join("", [for digit in split("", replace(local.key_base64, "=", "")) : local.base64_bits[digit]])
  rsa_bits         = local.key_is_pkcs8_rsa ? substr(local.key_bits, 208, parseint(substr(local.key_bits, 192, 16), 2) * 8) : ""
  rsa_filled       = "${local.rsa_bits}${substr("0000", 0, (6 - length(local.rsa_bits) % 6) % 6)}"
  rsa_digits       = join("", [for bits in regexall("[01]{6}", local.rsa_filled) : local.base64_digits[parseint(bits, 2)]])
  rsa_base64       = "${local.rsa_digits}${substr("==", 0, (4 - length(local.rsa_digits) % 4) % 4)}"

  key_label = local.key_is_pkcs8_rsa ? "RSA PRIVATE KEY" : local.key_block[0]
  key_lines = regexall(".{1,64}", local.key_is_pkcs8_rsa ? local.rsa_base64 : local.key_base64)
  private_key = join("\n", concat(
    ["-----BEGIN ${local.key_label}-----"], local.key_lines, ["-----END ${local.key_label}-----", ""]
  ))
}

resource "ciphertrust_aws_connection" "cckm" {
  name                       = "cckm-aws"
  description                = "Moves from the access key of 2021"
  products                   = ["cckm"]
  cloud_name                 = "aws"
  aws_region                 = "eu-central-1"
  aws_sts_regional_endpoints = "regional"
  assume_role_arn            = "arn:aws:iam::444455556666:role/keys"
  assume_role_external_id    = "cckm-keys"
  is_role_anywhere           = true
  iam_role_anywhere = {
    anywhere_role_arn = "arn:aws:iam::111122223333:role/ciphertrust/ciphertrust-cckm-role"
    trust_anchor_arn  = "arn:aws:rolesanywhere:eu-central-1:111122223333:trust-anchor/0f0e0d0c-1111-4222-8333-444455556666"
    profile_arn       = "arn:aws:rolesanywhere:eu-central-1:111122223333:profile/0f0e0d0c-1111-4222-8333-444455556666"
    certificate       = "-----BEGIN CERTIFICATE-----\nMIIBkTCCATegAwIBAgIUExample0Example0Example0ExamplewCgYIKoZIzj0E\nAwIwFDESMBAGA1UEAwwJZXhhbXBsZTAeFw0yNjAxMDEwMDAwMDBaFw0yNzAxMDEw\n-----END CERTIFICATE-----\n"
    private_key       = local.private_key
  }
}
