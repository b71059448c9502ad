import { sh } from "../bash/sh";
import type { ExportFormat } from "../format";
import { connectScript, lacksOnlySecrets, toolsFor } from "./fill";

// The token goes to curl as a file descriptor, never as an argument. 201: created. 409: the name is taken.
const send = sh`
if [ -z "\${CIPHERTRUST_URL:-}" ]; then
  printf '%s' "Address of CipherTrust (https://...): " >&2
  read -r CIPHERTRUST_URL
fi
case "$CIPHERTRUST_URL" in https://*) ;; *) stop "The address must begin with https://" ;; esac
if [ -z "\${CIPHERTRUST_TOKEN:-}" ]; then
  printf '%s' "Token (the jwt that POST /api/v1/auth/tokens answers; not shown): " >&2
  read -rs CIPHERTRUST_TOKEN
  say ""
fi
CONNECTIONS="\${CIPHERTRUST_URL%/}/api/v1/connectionmgmt/services/aws/connections"
say "Creating the connection at $CONNECTIONS"

call() {
  curl --silent --show-error --max-time 60 --proto '=https' --request POST --write-out '\n%{http_code}' \
    --header @<(printf 'Authorization: Bearer %s\n' "$CIPHERTRUST_TOKEN") \
    --header 'Content-Type: application/json' "$@"
}

answer=$(payload | call --data-binary @- "$CONNECTIONS") || stop "CipherTrust could not be reached."
status=\${answer##*$'\n'}
body=\${answer%$'\n'*}
case "$status" in
  201) id=$(printf '%s' "$body" | jq -r .id) ;;
  401) stop "CipherTrust did not accept the token (401). It may have expired: ask for a new one." ;;
  409) stop "There is already a connection with this name (409). Names cannot be changed: choose another one." ;;
  *) say "$body"; stop "CipherTrust answered $status." ;;
esac
say "Created: $id"

# The test answers 200 even when it failed: connection_ok tells.
answer=$(call "$CONNECTIONS/$id/test") || stop "The connection was created, but its test could not be started."
body=\${answer%$'\n'*}
if [ "$(printf '%s' "$body" | jq -r .connection_ok)" = true ]; then
  say "CipherTrust tested it: it works."
else
  say "$(printf '%s' "$body" | jq -r '.connection_error // .')"
  stop "The connection was created, but CipherTrust's test of it failed."
fi
`;

export const connectCurl: ExportFormat = {
  id: "connect-curl",
  title: "curl",
  what: "A script that creates the connection through CipherTrust's API and tests it. It reads the secret from your file or your keyboard.",
  step: "connect",
  appliesTo: lacksOnlySecrets,
  fileName: "create-connection.sh",
  language: "bash",
  render: ({ plan }) =>
    connectScript(plan.document, {
      about: [
        `Creates the AWS connection through the API of CipherTrust, and tests it. Needs ${toolsFor(plan.document, "curl")}.`,
        "CIPHERTRUST_URL and CIPHERTRUST_TOKEN are asked for where they are not set.",
      ],
      tools: ["curl", "jq"],
      send,
    }),
};
