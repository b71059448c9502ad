import { DerFault, type DerNode, readDer, TAG } from "./read/der";
import { child, oidOf } from "./read/der-values";
import { readFields } from "./read/fields";
import { type NameAttribute, readName } from "./read/names";
import { readBlocks } from "./read/pem";

/**
 * Read without the library that judges whole certificates, and so a face of its own: pages that tie a role to the
 * certificate need its names and nothing else.
 */

/** What Roles Anywhere makes of a client certificate: tags of the session, and its source identity. */
export interface CertificateInSession {
  /** "x509Subject/CN" → "ckm-prod"; several values of one field are joined by "/", in the certificate's order. */
  tags: Record<string, string>;
  /** "CN=ckm-prod". */
  sourceIdentity: string;
}

/** The names of a certificate that the default mapping makes tags of, and its serial number. */
export interface MappedNames {
  subject: readonly NameAttribute[];
  issuer: readonly NameAttribute[];
  /** The first of each kind: Roles Anywhere maps no other. */
  dns?: string | undefined;
  uri?: string | undefined;
  directory?: readonly NameAttribute[] | undefined;
  /** Hexadecimal, without leading zeros. */
  serial: string;
}

// Session tag values, from the Roles Anywhere and STS models.
const TAG_VALUE = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;
const MAX_TAG_VALUE = 256;

/** Whether a name can be the value of a session tag. https://docs.aws.amazon.com/STS/latest/APIReference/API_Tag.html */
export function isTagValue(value: string): boolean {
  return TAG_VALUE.test(value) && [...value].length <= MAX_TAG_VALUE;
}

/**
 * The session tags by the profile's default mapping, and the source identity. Several values of one field are joined by
 * "/", in the certificate's order; of the alternative names only the first DNS name, URI and directory name count.
 * https://docs.aws.amazon.com/rolesanywhere/latest/userguide/attribute-mapping.html and …/trust-model.html
 */
export function inSession({
  subject,
  issuer,
  dns,
  uri,
  directory,
  serial,
}: MappedNames): CertificateInSession {
  const tags = new Map<string, string>();
  const add = (name: string, value: string) => {
    const before = tags.get(name);
    tags.set(name, before === undefined ? value : `${before}/${value}`);
  };
  for (const { type, value } of subject) add(`x509Subject/${type}`, value);
  for (const { type, value } of issuer) add(`x509Issuer/${type}`, value);
  if (dns !== undefined) add("x509SAN/DNS", dns);
  if (uri !== undefined) add("x509SAN/URI", uri);
  for (const { type, value } of directory ?? []) add(`x509SAN/Name/${type}`, value);
  const common = subject.find(({ type }) => type === "CN")?.value;
  const sourceIdentity =
    common === undefined
      ? `ID=${serial.padStart(serial.length + (serial.length % 2), "0")}`
      : [...common].length <= 61
        ? `CN=${common}`
        : common;
  return { tags: Object.fromEntries(tags), sourceIdentity };
}

/** The same of the first certificate of a PEM text; undefined where none can be read. */
export function sessionOfPem(pem: string): CertificateInSession | undefined {
  const [first] = namesOfPem(pem);
  return first === undefined ? undefined : inSession(first);
}

/** The names of each certificate of a PEM text, in its order; none where one of them cannot be read. */
export function namesOfPem(pem: string): MappedNames[] {
  try {
    return readBlocks(pem)
      .blocks.filter(({ label }) => label === "CERTIFICATE")
      .map(({ der }) => namesOf(der));
  } catch (error) {
    if (error instanceof DerFault) return [];
    throw error;
  }
}

function namesOf(der: Uint8Array): MappedNames {
  const fields = readFields(child(readDer(der), 0, TAG.sequence));
  return {
    subject: readName(fields.subject).attributes,
    issuer: readName(fields.issuer).attributes,
    serial: fields.serial.hex.toLowerCase(),
    ...alternativeNames(fields.extensions),
  };
}

const ALTERNATIVE_NAMES = "2.5.29.17";
/** GeneralName, RFC 5280 4.2.1.6. */
const [DNS, URI, DIRECTORY] = [0x82, 0x86, 0xa4];

function alternativeNames(extensions: DerNode | undefined): Pick<MappedNames, "dns" | "uri" | "directory"> {
  const extension = extensions?.children.find((one) => oidOf(child(one, 0, TAG.oid)) === ALTERNATIVE_NAMES);
  if (extension === undefined) return {};
  const value = child(extension, extension.children.length - 1, TAG.octetString);
  const names = readDer(value.content).children;
  const first = (tag: number) => names.find((name) => name.tag === tag);
  const text = (node: DerNode | undefined) =>
    node === undefined ? undefined : new TextDecoder("latin1").decode(node.content);
  const directory = first(DIRECTORY);
  return {
    dns: text(first(DNS)),
    uri: text(first(URI)),
    directory: directory === undefined ? undefined : readName(child(directory, 0)).attributes,
  };
}
