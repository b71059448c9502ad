#!/usr/bin/env bash
# Creates the AWS connection with ksctl. Needs ksctl (set up and signed in) and jq.
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

# --- The payload, with placeholders where secrets go ---
readonly TEMPLATE='{
  "name": "cckm-aws-cn",
  "products": [
    "cckm"
  ],
  "cloud_name": "aws-cn",
  "aws_region": "cn-northwest-1",
  "aws_sts_regional_endpoints": "regional",
  "is_role_anywhere": true,
  "iam_role_anywhere": {
    "anywhere_role_arn": "arn:aws-cn:iam::111122223333:role/ciphertrust-cckm-role",
    "trust_anchor_arn": "arn:aws-cn:rolesanywhere:cn-northwest-1:111122223333:trust-anchor/0f0e0d0c-1111-4222-8333-444455556666",
    "profile_arn": "arn:aws-cn:rolesanywhere:cn-northwest-1:111122223333:profile/0f0e0d0c-1111-4222-8333-444455556666",
    "certificate": "-----BEGIN CERTIFICATE-----\nMIIBkTCCATegAwIBAgIUExample0Example0Example0ExamplewCgYIKoZIzj0E\nAwIwFDESMBAGA1UEAwwJZXhhbXBsZTAeFw0yNjAxMDEwMDAwMDBaFw0yNzAxMDEw\n-----END CERTIFICATE-----\n",
    "private_key": "REPLACE_WITH_PRIVATE_KEY_PEM"
  }
}'

# --- The secrets ---
if [ $# -ne 1 ]; then stop "Give the file of the private key: $0 client-key.pem"; fi
KEY_FILE=$1
[ -r "$KEY_FILE" ] || stop "The file $KEY_FILE cannot be read."
grep -q 'PRIVATE KEY' "$KEY_FILE" || stop "The file $KEY_FILE holds no private key in PEM form."
if grep -q 'ENCRYPTED' "$KEY_FILE"; then stop "The key is encrypted, and CipherTrust has no field for its passphrase. Decrypt it first: openssl pkey -in $KEY_FILE -out plain.pem"; fi
payload() {
  printf '%s' "$TEMPLATE" | jq --rawfile key "$KEY_FILE" '.iam_role_anywhere.private_key = ($key | gsub("\r"; ""))'
}

# --- Create the connection ---
WORK=$(mktemp -d)
trap 'rm -rf "$WORK"' EXIT
payload >"$WORK/payload.json"
ksctl connectionmgmt aws create --json-file "$WORK/payload.json"
