import "reflect-metadata";
import { sha1 } from "@noble/hashes/legacy.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { X509Certificate } from "@peculiar/x509";
import { type KeyFacts, readSignatureAlgorithm, type SignatureFacts } from "./algorithms";
import { DerFault, readDer, TAG } from "./der";
import { bitsOf, child, owned, sameBytes, toHex, toPem } from "./der-values";
import { type ExtensionFacts, readExtensions } from "./extensions";
import { readFields } from "./fields";
import { type NameFacts, readName } from "./names";
import { readPublicKey } from "./public-key";

/** What a certificate says: plain data, so that a rule is a function of it and nothing else. */
export interface CertificateFacts extends ExtensionFacts {
  pem: string;
  /** Lower-case hexadecimal SHA-256 of the DER. */
  fingerprint: string;
  /** 1, 2 or 3. */
  version: number;
  /** As in the certificate: decimal (Roles Anywhere's Authorization header) and hexadecimal (its session name). */
  serial: { decimal: string; hex: string; octets: number };
  subject: NameFacts;
  issuer: NameFacts;
  notBefore: Date;
  notAfter: Date;
  signature: SignatureFacts;
  key: KeyFacts;
  /** SHA-1 over the public key bits, as most CAs make the subject key identifier. */
  keyHash: string;
  /** Name of subject and issuer are equal; says nothing about who signed. */
  selfIssued: boolean;
}

/** Facts, with the octets that proving a signature needs. */
export interface ReadCertificate {
  facts: CertificateFacts;
  der: Uint8Array<ArrayBuffer>;
  tbs: Uint8Array<ArrayBuffer>;
  signatureValue: Uint8Array<ArrayBuffer>;
  spki: Uint8Array<ArrayBuffer>;
}

/** A DER certificate is at most this long here; Roles Anywhere's bundle takes 16,000 characters of PEM. */
export const MAX_CERTIFICATE_BYTES = 65_536;

/**
 * Reads one certificate: first as strict DER in the shape of RFC 5280 4.1, then with @peculiar/x509, which must
 * agree on what it read. Throws DerFault with the reason.
 */
export function readCertificate(input: Uint8Array): ReadCertificate {
  if (input.length > MAX_CERTIFICATE_BYTES) throw new DerFault(`larger than ${MAX_CERTIFICATE_BYTES} bytes`);
  const der = owned(input);
  const root = readDer(der);
  if (root.tag !== TAG.sequence || root.children.length !== 3)
    throw new DerFault("not three parts in a SEQUENCE");
  const tbs = child(root, 0, TAG.sequence);
  const outer = child(root, 1, TAG.sequence);
  const signatureValue = bitsOf(child(root, 2, TAG.bitString));
  const fields = readFields(tbs);
  if (!sameBytes(fields.algorithm.whole, outer.whole))
    throw new DerFault("the signature algorithm is given twice and differs (RFC 5280 4.1.1.2)");
  agree(der, fields.serial);
  const spkiBits = bitsOf(child(fields.spki, 1));
  const subject = readName(fields.subject);
  const issuer = readName(fields.issuer);
  const facts: CertificateFacts = {
    pem: toPem("CERTIFICATE", der),
    fingerprint: toHex(sha256(der)),
    version: fields.version,
    serial: fields.serial,
    subject,
    issuer,
    notBefore: fields.notBefore,
    notAfter: fields.notAfter,
    signature: readSignatureAlgorithm(outer),
    key: readPublicKey(fields.spki),
    keyHash: toHex(sha1(spkiBits)),
    selfIssued: subject.canonical === issuer.canonical,
    ...readExtensions(fields.extensions),
  };
  return {
    facts,
    der,
    tbs: owned(tbs.whole),
    signatureValue: owned(signatureValue),
    spki: owned(fields.spki.whole),
  };
}

/** The second reader must come to the same serial number; where it cannot read the certificate, nobody should. */
function agree(der: Uint8Array<ArrayBuffer>, serial: { hex: string }): void {
  let second: string;
  try {
    second = new X509Certificate(der).serialNumber;
  } catch (error) {
    throw new DerFault(error instanceof Error ? error.message : "unreadable");
  }
  if (!serial.hex.startsWith("-") && second.replace(/^0+/, "") !== serial.hex.replace(/^0+/, ""))
    throw new DerFault("two readers disagree about the serial number");
}
