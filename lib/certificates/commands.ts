import { bashWord } from "@/lib/syntax";
import type { Remedy } from "@/lib/verdict";
import type { CertificateFacts } from "./read/facts";
import type { NameAttribute, NameFacts } from "./read/names";

/**
 * The commands that mend a certificate, with the person's own names in them. They ask for nothing that the page does
 * not have: file names are stand-ins that the person replaces, names and dates are the certificate's.
 */

/**
 * The argument of `openssl req -subj`: `/CN=ckm-prod/O=Corp`. Attributes that OpenSSL has no short name for go by
 * their number. Control characters cannot stand in it and become blanks.
 */
export function opensslSubject(attributes: readonly NameAttribute[]): string {
  const parts = attributes
    .filter(({ value }) => value !== "" && !value.startsWith("#"))
    // "+" would make a multi-valued part, "/" begins the next: both, and "=", take a backslash.
    .map(
      ({ oid, type, value }) =>
        `/${known.has(type) ? type : oid}=${value
          .toWellFormed()
          .replace(/\p{Cc}/gu, " ")
          .replace(/[\\/+]/g, (mark) => `\\${mark}`)}`,
    );
  return parts.join("");
}

const known = new Set([
  "CN",
  "SN",
  "serialNumber",
  "C",
  "L",
  "ST",
  "street",
  "O",
  "OU",
  "title",
  "GN",
  "UID",
  "DC",
  "emailAddress",
]);

function subjectOf(name: NameFacts, fallback: string): string {
  return opensslSubject(name.attributes) || `/CN=${fallback}`;
}

const heredoc = (file: string, lines: readonly string[]) =>
  `cat > ${file} <<'EXTENSIONS'\n${lines.join("\n")}\nEXTENSIONS`;

const CLIENT_EXTENSIONS = [
  "basicConstraints=critical,CA:FALSE",
  "keyUsage=critical,digitalSignature",
  "extendedKeyUsage=clientAuth",
  "subjectKeyIdentifier=hash",
  "authorityKeyIdentifier=keyid",
];
const CA_EXTENSIONS = [
  "basicConstraints=critical,CA:TRUE",
  "keyUsage=critical,keyCertSign,cRLSign",
  "subjectKeyIdentifier=hash",
];

/** Re-issues the client certificate with the right extensions. `newKey` where the key itself is the fault. */
export function reissueClient(
  facts: CertificateFacts,
  options: { newKey?: boolean | undefined; subject?: string | undefined } = {},
): string {
  const subject = bashWord(options.subject ?? subjectOf(facts.subject, "ckm-prod"));
  return [
    heredoc("client.ext", CLIENT_EXTENSIONS),
    ...(options.newKey ? ["openssl genrsa -out client.key 2048"] : []),
    `openssl req -new -utf8 -sha256 -key client.key -subj ${subject} -out client.csr`,
    "openssl x509 -req -in client.csr -CA ca.pem -CAkey ca.key -CAcreateserial -sha256 -days 365 \\\n  -extfile client.ext -out client.pem",
  ].join("\n");
}

/** Makes the CA certificate again with the same key and name, so that what it issued stays good. */
export function reissueAuthority(
  facts: CertificateFacts,
  options: { newKey?: boolean | undefined } = {},
): string {
  const subject = bashWord(subjectOf(facts.subject, "Example CA"));
  const key = options.newKey ? ["openssl genrsa -out ca.key 3072"] : [];
  const request = `openssl req -new -utf8 -sha256 -key ca.key -subj ${subject} -out ca.csr`;
  const sign = facts.selfIssued
    ? "openssl x509 -req -in ca.csr -signkey ca.key -sha256 -days 3650 -extfile ca.ext -out ca.pem"
    : "openssl x509 -req -in ca.csr -CA parent.pem -CAkey parent.key -CAcreateserial -sha256 -days 1825 \\\n  -extfile ca.ext -out ca.pem";
  return [heredoc("ca.ext", CA_EXTENSIONS), ...key, request, sign].join("\n");
}

/** The remedy of most client rules. */
export function reissueClientRemedy(
  facts: CertificateFacts,
  text: string,
  options: { newKey?: boolean | undefined; subject?: string | undefined } = {},
): Remedy {
  return {
    text: `${text} With AWS Private CA, use the template EndEntityClientAuthCertificate/V1.`,
    command: reissueClient(facts, options),
    language: "bash",
    where: "Where the CA's key is: the PKI administrator's machine. Replace the file names with yours.",
  };
}

/** The remedy of most rules for the CA certificate. */
export function reissueAuthorityRemedy(
  facts: CertificateFacts,
  text: string,
  options: { newKey?: boolean | undefined } = {},
): Remedy {
  return {
    text: `${text} The key and the name stay the same, so certificates that were issued before remain valid.`,
    command: reissueAuthority(facts, options),
    language: "bash",
    where: "Where the CA's key is: the PKI administrator's machine. Replace the file names with yours.",
  };
}

/** Issues the client certificate with AWS Private CA: request, certificate, chain. */
export function privateCaCommands(setting: {
  name: string;
  arn: string;
  partition: string;
  region: string;
}): string {
  const subject = bashWord(
    `/CN=${(setting.name || "ckm-prod")
      .toWellFormed()
      .replace(/\p{Cc}/gu, " ")
      .replace(/[\\/+]/g, (mark) => `\\${mark}`)}`,
  );
  const region = setting.region === "" ? "" : ` --region ${bashWord(setting.region)}`;
  return `ca=${bashWord(setting.arn || `arn:${setting.partition}:acm-pca:REGION:ACCOUNT:certificate-authority/ID`)}
openssl req -new -utf8 -sha256 -newkey rsa:2048 -nodes -keyout client.key -subj ${subject} -out client.csr
certificate=$(aws acm-pca issue-certificate${region} --certificate-authority-arn "$ca" --csr fileb://client.csr \\
  --signing-algorithm SHA256WITHRSA --validity Value=365,Type=DAYS \\
  --template-arn ${bashWord(`arn:${setting.partition}:acm-pca:::template/EndEntityClientAuthCertificate/V1`)} \\
  --query CertificateArn --output text)
aws acm-pca wait certificate-issued${region} --certificate-authority-arn "$ca" --certificate-arn "$certificate"
aws acm-pca get-certificate${region} --certificate-authority-arn "$ca" --certificate-arn "$certificate" \\
  --query Certificate --output text > client.pem
aws acm-pca get-certificate-authority-certificate${region} --certificate-authority-arn "$ca" \\
  --query Certificate --output text > ca.pem
# SHA256WITHRSA fits a CA with an RSA key; for one with an EC key write SHA256WITHECDSA.`;
}
