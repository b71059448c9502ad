#!/usr/bin/env bash
# Creates the AWS connection with ksctl. Needs ksctl (set up and signed in), jq and openssl.
# The spelling of ksctl's options comes from tools that call it, not from Thales's own help: check it with
# ksctl connectionmgmt aws create --help
# Made by the AWS Connection Wizard. It holds no secret.
set -euo pipefail
umask 077

say() { printf "%s\n" "$@" >&2; }
stop() { say "Stopped: $*"; exit 1; }
need() { command -v "$1" >/dev/null 2>&1 || stop "$1 is not installed here."; }
need ksctl
need jq
need openssl

# --- The payload, with placeholders where secrets go ---
readonly TEMPLATE='{
  "name": "cckm-aws-cn",
  "description": "Moves from the access key of 2021",
  "products": [
    "cckm"
  ],
  "cloud_name": "aws-cn",
  "aws_region": "cn-northwest-1",
  "aws_sts_regional_endpoints": "regional",
  "is_role_anywhere": true,
  "iam_role_anywhere": {
    "anywhere_role_arn": "arn:aws-cn:iam::111122223333:role/ciphertrust/ciphertrust-cckm-role",
    "trust_anchor_arn": "arn:aws-cn:rolesanywhere:cn-northwest-1:111122223333:trust-anchor/0f0e0d0c-1111-4222-8333-444455556666",
    "profile_arn": "arn:aws-cn:rolesanywhere:cn-northwest-1:111122223333:profile/0f0e0d0c-1111-4222-8333-444455556666",
    "certificate": "-----BEGIN CERTIFICATE-----\nMIIBkTCCATegAwIBAgIUExample0Example0Example0ExamplewCgYIKoZIzj0E\nAwIwFDESMBAGA1UEAwwJZXhhbXBsZTAeFw0yNjAxMDEwMDAwMDBaFw0yNzAxMDEw\n-----END CERTIFICATE-----\n",
    "private_key": "REPLACE_WITH_PRIVATE_KEY_PEM"
  },
  "assume_role_arn": "arn:aws-cn:iam::444455556666:role/keys",
  "assume_role_external_id": "cckm-keys"
}'

# --- The secrets ---
if [ $# -ne 1 ]; then stop "Give the file of the private key: $0 client-key.pem"; fi
KEY_FILE=$1
[ -r "$KEY_FILE" ] || stop "The file $KEY_FILE cannot be read."
# Without the marks of UTF-8 and UTF-16, bag attributes, certificates and blanks around it.
block=$(LC_ALL=C tr -d '\000\357\273\277\376\377' <"$KEY_FILE" | LC_ALL=C tr '\r' '\n' | LC_ALL=C awk '
  { sub(/^[ \t]+/, ""); sub(/[ \t]+$/, "") }
  /^-----BEGIN .*PRIVATE KEY-----$/ { inside = 1 }
  inside && NF { print }
  /^-----END / { inside = 0 }
')
count=$(printf '%s\n' "$block" | grep -c '^-----BEGIN' || true)
[ "$count" != 0 ] || stop "The file $KEY_FILE holds no private key in PEM form."
[ "$count" = 1 ] || stop "The file $KEY_FILE holds $count private keys. Give a file with the one of the client certificate."
case "$block" in *ENCRYPTED*) stop "The key is encrypted, and CipherTrust has no field for its passphrase. Decrypt it first: openssl pkey -in $KEY_FILE -out plain.pem" ;; esac
convert() { printf '%s\n' "$block" | openssl "$@" 2>/dev/null; }
KEY=$(convert pkey) || stop "OpenSSL cannot read the private key in $KEY_FILE."
# RSA in PKCS#1: the form that Thales shows. OpenSSL 1 knows no -traditional, and writes it anyway.
case "$KEY" in
  *ADANBgkqhkiG9w0BAQEF*) KEY=$(convert rsa -traditional || convert rsa) || stop "OpenSSL cannot convert the private key." ;;
  *) if full=$(convert ec -conv_form uncompressed); then KEY=$(printf '%s\n' "$full" | openssl pkey 2>/dev/null) || stop "OpenSSL cannot convert the private key."; fi ;;
esac
payload() {
  printf '%s' "$TEMPLATE" | jq --rawfile key <(printf '%s\n' "$KEY") '.iam_role_anywhere.private_key = $key'
}

# --- Create the connection ---
WORK=$(mktemp -d)
trap 'rm -rf "$WORK"' EXIT
payload >"$WORK/payload.json"
ksctl connectionmgmt aws create --json-file "$WORK/payload.json"
