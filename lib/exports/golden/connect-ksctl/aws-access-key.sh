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
  "name": "cckm-aws",
  "products": [
    "cckm"
  ],
  "cloud_name": "aws",
  "aws_region": "eu-central-1",
  "aws_sts_regional_endpoints": "regional",
  "access_key_id": "REPLACE_WITH_ACCESS_KEY_ID",
  "secret_access_key": "REPLACE_WITH_SECRET_ACCESS_KEY"
}'

# --- The secrets ---
if [ $# -ne 0 ]; then stop "This script takes no arguments: it asks for the access key."; fi
printf '%s' "Access key id: " >&2
read -r ACCESS_KEY_ID
printf '%s' "Secret access key (not shown): " >&2
read -rs SECRET_ACCESS_KEY
say ""
if [ -z "$ACCESS_KEY_ID" ] || [ -z "$SECRET_ACCESS_KEY" ]; then stop "Both parts of the access key are needed."; fi
payload() {
  printf '%s' "$TEMPLATE" | ACCESS_KEY_ID="$ACCESS_KEY_ID" SECRET_ACCESS_KEY="$SECRET_ACCESS_KEY" jq '.access_key_id = env.ACCESS_KEY_ID | .secret_access_key = env.SECRET_ACCESS_KEY'
}

# --- Create the connection ---
WORK=$(mktemp -d)
trap 'rm -rf "$WORK"' EXIT
payload >"$WORK/payload.json"
ksctl connectionmgmt aws create --json-file "$WORK/payload.json"
