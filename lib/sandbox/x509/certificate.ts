import { X509Certificate } from "node:crypto";
import { type Der, elements, inside, oid, text } from "./der";

/** A certificate as Roles Anywhere judges it. */
export interface Certificate {
  x509: X509Certificate;
  version: number;
  /** Upper-case hexadecimal, as Node writes it. */
  serial: string;
  weakSignature: boolean;
  /** True or false as the extension says; undefined without a basicConstraints extension. */
  ca: boolean | undefined;
  pathLength: number | undefined;
  digitalSignature: boolean;
  certSign: boolean;
  subject: Attribute[];
  issuer: Attribute[];
  /** First of each kind only, as Roles Anywhere maps them: DNS, URI, and Name/<attribute>. */
  san: Attribute[];
}
export interface Attribute {
  name: string;
  value: string;
}

const attributeNames: Record<string, string> = {
  "2.5.4.3": "CN",
  "2.5.4.5": "serialNumber",
  "2.5.4.6": "C",
  "2.5.4.7": "L",
  "2.5.4.8": "ST",
  "2.5.4.10": "O",
  "2.5.4.11": "OU",
  "0.9.2342.19200300.100.1.1": "UID",
  "0.9.2342.19200300.100.1.25": "DC",
  "1.2.840.113549.1.9.1": "E",
};
// MD2, MD5 and SHA-1 with RSA; SHA-1 with ECDSA and DSA.
const weakAlgorithms = [
  "1.2.840.113549.1.1.2",
  "1.2.840.113549.1.1.4",
  "1.2.840.113549.1.1.5",
  "1.2.840.10045.4.1",
  "1.2.840.10040.4.3",
];
const BASIC_CONSTRAINTS = "2.5.29.19";
const KEY_USAGE = "2.5.29.15";
const SUBJECT_ALT_NAME = "2.5.29.17";

const EXTENSIONS_TAG = 0xa3;
const VERSION_TAG = 0xa0;
const BOOLEAN = 0x01;
const INTEGER = 0x02;

/** Reads one DER certificate; undefined when it is none. */
export function readCertificate(der: Buffer): Certificate | undefined {
  try {
    const x509 = new X509Certificate(der);
    const parts = elements(inside(x509.raw)[0]?.content ?? Buffer.alloc(0));
    const versioned = parts[0]?.tag === VERSION_TAG;
    const version = versioned ? (elements(parts[0]?.content ?? Buffer.alloc(0))[0]?.content[0] ?? 0) + 1 : 1;
    const [, algorithm, issuer, , subject] = parts.slice(versioned ? 1 : 0);
    const extensions = readExtensions(parts.find((part) => part.tag === EXTENSIONS_TAG));
    const constraints = extensions.get(BASIC_CONSTRAINTS);
    const limits = constraints && inside(constraints);
    const usage = extensions.get(KEY_USAGE);
    const bits = usage ? (elements(usage)[0]?.content[1] ?? 0) : 0;
    return {
      x509,
      version,
      serial: x509.serialNumber,
      weakSignature: weakAlgorithms.includes(
        oid(elements(algorithm?.content ?? Buffer.alloc(0))[0]?.content ?? Buffer.alloc(0)),
      ),
      ca: limits?.some((part) => part.tag === BOOLEAN && part.content[0] !== 0),
      pathLength: limits?.find((part) => part.tag === INTEGER)?.content[0],
      digitalSignature: (bits & 0x80) !== 0,
      certSign: (bits & 0x04) !== 0,
      subject: readName(subject),
      issuer: readName(issuer),
      san: readAlternativeNames(extensions.get(SUBJECT_ALT_NAME)),
    };
  } catch {
    return undefined;
  }
}

function readExtensions(part: Der | undefined): Map<string, Buffer> {
  const found = new Map<string, Buffer>();
  for (const extension of part ? inside(part.content) : []) {
    const fields = elements(extension.content);
    const id = fields[0];
    const value = fields.at(-1);
    if (id && value) found.set(oid(id.content), value.content);
  }
  return found;
}

function readName(name: Der | undefined): Attribute[] {
  const sets = name ? elements(name.content) : [];
  return sets
    .flatMap((set) => elements(set.content))
    .flatMap((pair) => {
      const [type, value] = elements(pair.content);
      if (!type || !value) return [];
      const id = oid(type.content);
      return [{ name: attributeNames[id] ?? id, value: text(value) }];
    });
}

function readAlternativeNames(extension: Buffer | undefined): Attribute[] {
  const names = extension ? inside(extension) : [];
  const dns = names.find((name) => name.tag === 0x82);
  const uri = names.find((name) => name.tag === 0x86);
  const directory = names.find((name) => name.tag === 0xa4);
  return [
    ...(dns ? [{ name: "DNS", value: dns.content.toString("latin1") }] : []),
    ...(uri ? [{ name: "URI", value: uri.content.toString("latin1") }] : []),
    ...(directory
      ? readName(elements(directory.content)[0]).map((a) => ({ ...a, name: `Name/${a.name}` }))
      : []),
  ];
}

/** The certificates of a PEM text; undefined when a block is not one. */
export function readPem(pem: string): Certificate[] | undefined {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  const read = blocks.map((block) => {
    const body = block.replace(/-----[A-Z ]+-----/g, "");
    return /^[A-Za-z0-9+/=\s]+$/.test(body) ? readCertificate(Buffer.from(body, "base64")) : undefined;
  });
  const certificates = read.filter((certificate) => certificate !== undefined);
  return certificates.length === read.length && read.length > 0 ? certificates : undefined;
}

/** Serial numbers (upper-case hexadecimal) that a revocation list names, PEM or DER; undefined when it is none. */
export function readRevoked(data: Buffer): string[] | undefined {
  const pem = /-----BEGIN X509 CRL-----([^-]+)-----END X509 CRL-----/.exec(data.toString("latin1"));
  try {
    const der = pem?.[1] ? Buffer.from(pem[1], "base64") : data;
    const parts = elements(inside(der)[0]?.content ?? Buffer.alloc(0));
    // version?, algorithm, issuer, thisUpdate, nextUpdate?, revoked? — the list is the last SEQUENCE, after a time.
    const times = parts.map((part) => part.tag === 0x17 || part.tag === 0x18);
    if (!times.includes(true)) return undefined;
    const revoked = parts[times.lastIndexOf(true) + 1];
    if (revoked?.tag !== 0x30) return [];
    return elements(revoked.content).map((entry) =>
      hex(elements(entry.content)[0]?.content ?? Buffer.alloc(0)),
    );
  } catch {
    return undefined;
  }
}

const hex = (integer: Buffer) => {
  const digits = integer
    .toString("hex")
    .toUpperCase()
    .replace(/^(00)+(?=.)/, "");
  return digits;
};
