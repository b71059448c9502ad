#!/usr/bin/env bash
# Creates the AWS connection through the API of CipherTrust, and tests it. Needs curl and jq.
# CIPHERTRUST_URL and CIPHERTRUST_TOKEN are asked for where they are not set.
# Made by the AWS Connection Wizard. It holds no secret.
set -euo pipefail
umask 077

say() { printf "%s\n" "$@" >&2; }
stop() { say "Stopped: $*"; exit 1; }
need() { command -v "$1" >/dev/null 2>&1 || stop "$1 is not installed here."; }
need curl
need jq

# --- The payload, with placeholders where secrets go ---
readonly TEMPLATE='{
  "name": "cckm-aws-us-gov",
  "products": [
    "cckm"
  ],
  "cloud_name": "aws-us-gov",
  "aws_region": "us-gov-west-1",
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
if [ -z "${CIPHERTRUST_URL:-}" ]; then
  printf '%s' "Address of CipherTrust (https://...): " >&2
  read -r CIPHERTRUST_URL
fi
case "$CIPHERTRUST_URL" in https://*) ;; *) stop "The address must begin with https://" ;; esac
if [ -z "${CIPHERTRUST_TOKEN:-}" ]; then
  printf '%s' "Token (the jwt that POST /api/v1/auth/tokens answers; not shown): " >&2
  read -rs CIPHERTRUST_TOKEN
  say ""
fi
CONNECTIONS="${CIPHERTRUST_URL%/}/api/v1/connectionmgmt/services/aws/connections"
say "Creating the connection at $CONNECTIONS"

call() {
  curl --silent --show-error --max-time 60 --proto '=https' --request POST --write-out '\n%{http_code}' \
    --header @<(printf 'Authorization: Bearer %s\n' "$CIPHERTRUST_TOKEN") \
    --header 'Content-Type: application/json' "$@"
}

answer=$(payload | call --data-binary @- "$CONNECTIONS") || stop "CipherTrust could not be reached."
status=${answer##*$'\n'}
body=${answer%$'\n'*}
case "$status" in
  201) id=$(printf '%s' "$body" | jq -r .id) ;;
  401) stop "CipherTrust did not accept the token (401). It may have expired: ask for a new one." ;;
  409) stop "There is already a connection with this name (409). Names cannot be changed: choose another one." ;;
  *) say "$body"; stop "CipherTrust answered $status." ;;
esac
say "Created: $id"

# The test answers 200 even when it failed: connection_ok tells.
answer=$(call "$CONNECTIONS/$id/test") || stop "The connection was created, but its test could not be started."
body=${answer%$'\n'*}
if [ "$(printf '%s' "$body" | jq -r .connection_ok)" = true ]; then
  say "CipherTrust tested it: it works."
else
  say "$(printf '%s' "$body" | jq -r '.connection_error // .')"
  stop "The connection was created, but CipherTrust's test of it failed."
fi
