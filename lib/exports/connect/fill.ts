import type { PlanDocument } from "@/lib/plan";
import { usesCertificate } from "@/lib/plan";
import { assignBash, toAscii } from "@/lib/syntax";
import { sh } from "../bash/sh";
import { connectionPayload, openPlaceholders, payloadText } from "./payload";

/** Whether nothing but secrets is missing: only then can a script finish the payload. */
export function lacksOnlySecrets(document: PlanDocument): boolean {
  const secrets = ["iam_role_anywhere.private_key", "access_key_id", "secret_access_key"];
  return openPlaceholders(connectionPayload(document)).every((path) => secrets.includes(path));
}

/** The template as a value of bash, in ASCII: no terminal's locale can spoil it. */
export function templateValue(document: PlanDocument): string {
  return assignBash("TEMPLATE", toAscii(payloadText(connectionPayload(document))).trimEnd());
}

const opening = sh`
set -euo pipefail
umask 077

say() { printf "%s\n" "$@" >&2; }
stop() { say "Stopped: $*"; exit 1; }
need() { command -v "$1" >/dev/null 2>&1 || stop "$1 is not installed here."; }
`;

// jq reads the key out of the file itself: it is in no command line, and in no process list.
const fillFromKeyFile = sh`
if [ $# -ne 1 ]; then stop "Give the file of the private key: $0 client-key.pem"; fi
KEY_FILE=$1
[ -r "$KEY_FILE" ] || stop "The file $KEY_FILE cannot be read."
grep -q 'PRIVATE KEY' "$KEY_FILE" || stop "The file $KEY_FILE holds no private key in PEM form."
if grep -q 'ENCRYPTED' "$KEY_FILE"; then stop "The key is encrypted, and CipherTrust has no field for its passphrase. Decrypt it first: openssl pkey -in $KEY_FILE -out plain.pem"; fi
payload() {
  printf '%s' "$TEMPLATE" | jq --rawfile key "$KEY_FILE" '.iam_role_anywhere.private_key = ($key | gsub("\r"; ""))'
}
`;

const fillFromPrompt = sh`
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
`;

/** A script that fills the template and hands the payload to a tool, which `send` does by calling `payload`. */
export function connectScript(
  document: PlanDocument,
  parts: { about: readonly string[]; tools: readonly string[]; send: string },
): string {
  return [
    "#!/usr/bin/env bash",
    ...parts.about.map((line) => `# ${line}`),
    "# Made by the AWS Connection Wizard. It holds no secret.",
    opening,
    ...parts.tools.map((tool) => `need ${tool}`),
    "",
    "# --- The payload, with placeholders where secrets go ---",
    templateValue(document),
    "",
    "# --- The secrets ---",
    usesCertificate(document) ? fillFromKeyFile : fillFromPrompt,
    "",
    "# --- Create the connection ---",
    parts.send,
    "",
  ].join("\n");
}
