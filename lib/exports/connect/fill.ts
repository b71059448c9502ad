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

/**
 * The key as the page's payload has it (`toPlatformPem` of lib/certificates): one block and nothing around it, RSA in
 * PKCS#1, any other key in PKCS#8 with its point in full. The two are compared byte for byte by `same-payload.test.ts`.
 * It is in no command line, and in no process list: only built-in commands and pipes see it.
 */
const fillFromKeyFile = sh`
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

/** The tools that a script needs, as a sentence has them. */
export function toolsFor(document: PlanDocument, sender: string): string {
  return usesCertificate(document) ? `${sender}, jq and openssl` : `${sender} and jq`;
}

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
    ...[...parts.tools, ...(usesCertificate(document) ? ["openssl"] : [])].map((tool) => `need ${tool}`),
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
