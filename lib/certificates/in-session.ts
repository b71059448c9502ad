import { DerFault } from "./read/der";
import { type CertificateFacts, readCertificate } from "./read/facts";
import { readBlocks } from "./read/pem";

/** What Roles Anywhere makes of a client certificate: tags of the session, and its source identity. */
export interface CertificateInSession {
  tags: Record<string, string>;
  sourceIdentity: string;
}

/**
 * The session tags by the profile's default mapping, and the source identity. Several values of one field are joined by
 * "/", in the certificate's order; of the alternative names only the first DNS name, URI and directory name count.
 * https://docs.aws.amazon.com/rolesanywhere/latest/userguide/attribute-mapping.html and …/trust-model.html
 */
export function inSession({
  subject,
  issuer,
  alternativeNames,
  serial,
}: CertificateFacts): CertificateInSession {
  const tags = new Map<string, string>();
  const add = (name: string, value: string) => {
    const before = tags.get(name);
    tags.set(name, before === undefined ? value : `${before}/${value}`);
  };
  for (const { type, value } of subject.attributes) add(`x509Subject/${type}`, value);
  for (const { type, value } of issuer.attributes) add(`x509Issuer/${type}`, value);
  const first = (kind: string) => alternativeNames.find(({ type }) => type === kind)?.value;
  const [dns, uri, name] = [first("dns"), first("url"), first("dn")];
  if (dns !== undefined) add("x509SAN/DNS", dns);
  if (uri !== undefined) add("x509SAN/URI", uri);
  for (const part of name?.split(/, (?=[A-Za-z0-9.]+=)/) ?? []) {
    const at = part.indexOf("=");
    add(`x509SAN/Name/${part.slice(0, at)}`, part.slice(at + 1));
  }
  const common = subject.attributes.find(({ type }) => type === "CN")?.value;
  const hex = serial.hex.toLowerCase();
  const sourceIdentity =
    common === undefined
      ? `ID=${hex.padStart(hex.length + (hex.length % 2), "0")}`
      : [...common].length <= 61
        ? `CN=${common}`
        : common;
  return { tags: Object.fromEntries(tags), sourceIdentity };
}

/** The same of the first certificate of a PEM text; undefined where none can be read. */
export function sessionOfPem(pem: string): CertificateInSession | undefined {
  try {
    const block = readBlocks(pem).blocks.find(({ label }) => label === "CERTIFICATE");
    return block === undefined ? undefined : inSession(readCertificate(block.der).facts);
  } catch (error) {
    if (error instanceof DerFault) return undefined;
    throw error;
  }
}
