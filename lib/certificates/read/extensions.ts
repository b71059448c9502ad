import {
  AuthorityInfoAccessExtension,
  CRLDistributionPointsExtension,
  SubjectAlternativeNameExtension,
} from "@peculiar/x509";
import { given } from "@/lib/given";
import { DerFault, type DerNode, readDer, TAG } from "./der";
import { child, integerOf, oidOf, owned, toHex } from "./der-values";
import { extensionShapes } from "./extension-shapes";

/** An extension that is not there is undefined; one that is there and says "no" is not. */
export interface ExtensionFacts {
  basicConstraints?: { critical: boolean; ca: boolean; pathLength?: number } | undefined;
  keyUsage?: { critical: boolean; flags: readonly KeyUsageName[] } | undefined;
  extendedKeyUsage?: { critical: boolean; usages: readonly string[] } | undefined;
  subjectKeyId?: string | undefined;
  authorityKeyId?: string | undefined;
  alternativeNames: readonly { type: string; value: string }[];
  /** Where the certificate says its issuer's certificate can be had. Shown, never fetched. */
  issuerUrls: readonly string[];
  revocationUrls: readonly string[];
  /** The name constraints as they stand, for the chain's judgement. */
  nameConstraints?: Uint8Array<ArrayBuffer> | undefined;
  extensionOids: readonly string[];
  /** What RFC 5280 forbids: the same extension twice. */
  duplicates: readonly string[];
  /** Known extensions whose content does not read. */
  damaged: readonly string[];
  /** Marked critical and not known here: RFC 5280 4.2 says to refuse the certificate. */
  unknownCritical: readonly string[];
}

export type KeyUsageName = (typeof usageBits)[number];

const usageBits = [
  "Digital Signature",
  "Non Repudiation",
  "Key Encipherment",
  "Data Encipherment",
  "Key Agreement",
  "Certificate Sign",
  "CRL Sign",
  "Encipher Only",
  "Decipher Only",
] as const;

/** The names of the extensions of RFC 5280 that may be critical without harm. */
export const extensionNames: Readonly<Record<string, string>> = {
  "2.5.29.14": "Subject Key Identifier",
  "2.5.29.15": "Key Usage",
  "2.5.29.17": "Subject Alternative Name",
  "2.5.29.19": "Basic Constraints",
  "2.5.29.30": "Name Constraints",
  "2.5.29.31": "CRL Distribution Points",
  "2.5.29.32": "Certificate Policies",
  "2.5.29.33": "Policy Mappings",
  "2.5.29.35": "Authority Key Identifier",
  "2.5.29.36": "Policy Constraints",
  "2.5.29.37": "Extended Key Usage",
  "2.5.29.54": "Inhibit anyPolicy",
  "1.3.6.1.5.5.7.1.1": "Authority Information Access",
};

const usageNames: Readonly<Record<string, string>> = {
  "1.3.6.1.5.5.7.3.1": "serverAuth",
  "1.3.6.1.5.5.7.3.2": "clientAuth",
  "1.3.6.1.5.5.7.3.3": "codeSigning",
  "1.3.6.1.5.5.7.3.4": "emailProtection",
  "1.3.6.1.5.5.7.3.8": "timeStamping",
  "1.3.6.1.5.5.7.3.9": "OCSPSigning",
  "2.5.29.37.0": "anyExtendedKeyUsage",
};

type Draft = { -readonly [K in keyof ExtensionFacts]: ExtensionFacts[K] };
type Reader = (raw: Uint8Array<ArrayBuffer>, critical: boolean, value: DerNode) => Partial<Draft>;

// The five that every certificate has are read here: the library's schemas take most of the time of a judgement.
const readers: Readonly<Record<string, Reader>> = {
  "2.5.29.19": (_raw, critical, value) => {
    const parts = [...value.children];
    const ca = parts[0]?.tag === TAG.boolean && parts.shift()?.content[0] === 0xff;
    const length = parts[0]?.tag === TAG.integer ? Number(integerOf(parts.shift() ?? value)) : undefined;
    if (
      value.tag !== TAG.sequence ||
      parts.length > 0 ||
      (length !== undefined && (length < 0 || length > 1000))
    )
      throw new DerFault("basic constraints");
    return { basicConstraints: { critical, ca, ...given({ pathLength: length }) } };
  },
  "2.5.29.15": (_raw, critical, value) => {
    if (value.tag !== TAG.bitString) throw new DerFault("key usage");
    // The bits count from the left, RFC 5280 4.2.1.3.
    const flags = usageBits.filter(
      (_, bit) => ((value.content[1 + (bit >> 3)] ?? 0) & (0x80 >> (bit & 7))) !== 0,
    );
    return { keyUsage: { critical, flags } };
  },
  "2.5.29.37": (_raw, critical, value) => {
    const usages = value.children.map(oidOf);
    if (value.tag !== TAG.sequence || usages.length === 0) throw new DerFault("extended key usage");
    return { extendedKeyUsage: { critical, usages: usages.map((oid) => usageNames[oid] ?? oid) } };
  },
  "2.5.29.14": (_raw, _critical, value) => {
    if (value.tag !== TAG.octetString) throw new DerFault("subject key identifier");
    return { subjectKeyId: toHex(value.content) };
  },
  "2.5.29.35": (_raw, _critical, value) => {
    if (value.tag !== TAG.sequence) throw new DerFault("authority key identifier");
    const keyId = value.children.find(({ tag }) => tag === 0x80);
    return keyId === undefined ? {} : { authorityKeyId: toHex(keyId.content) };
  },
  "2.5.29.17": (raw, _critical, value) => ({ alternativeNames: alternativeNames(raw, value) }),
  "1.3.6.1.5.5.7.1.1": (raw) => ({
    issuerUrls: new AuthorityInfoAccessExtension(raw).caIssuers
      .filter((n) => n.type === "url")
      .map((n) => n.value),
  }),
  "2.5.29.31": (raw) => ({
    revocationUrls: new CRLDistributionPointsExtension(raw).distributionPoints.flatMap((point) =>
      (point.distributionPoint?.fullName ?? []).flatMap((name) => name.uniformResourceIdentifier ?? []),
    ),
  }),
  "2.5.29.30": (_raw, _critical, value) => ({ nameConstraints: owned(value.whole) }),
};

/** GeneralName's plain strings, RFC 5280 4.2.1.6. */
const plainNames: Readonly<Record<number, string>> = { 129: "email", 130: "dns", 134: "url" };
/** Names of other kinds take the library's schemas, and those take their time; nobody has dozens. */
const MOST_OTHER_NAMES = 100;

function alternativeNames(raw: Uint8Array<ArrayBuffer>, value: DerNode) {
  const plain = value.tag === TAG.sequence && value.children.every(({ tag }) => tag in plainNames);
  if (plain && value.children.length > 0)
    return value.children.map(({ tag, content }) => ({
      type: plainNames[tag] ?? "",
      value: new TextDecoder("latin1").decode(content),
    }));
  if (value.children.length > MOST_OTHER_NAMES) throw new DerFault("more names than are read");
  return new SubjectAlternativeNameExtension(raw).names.items.map(({ type, value }) => ({ type, value }));
}

/** Reads Extensions; undefined is a certificate without any. Throws DerFault where the list itself is malformed. */
export function readExtensions(list: DerNode | undefined): ExtensionFacts {
  const seen = new Set<string>();
  const duplicates: string[] = [];
  const damaged: string[] = [];
  const unknownCritical: string[] = [];
  const oids: string[] = [];
  const facts: Draft = {
    alternativeNames: [],
    issuerUrls: [],
    revocationUrls: [],
    extensionOids: oids,
    duplicates,
    damaged,
    unknownCritical,
  };
  if (list !== undefined && list.children.length === 0) throw new DerFault("an empty list of extensions");
  for (const node of list?.children ?? []) {
    const oid = oidOf(child(node, 0, TAG.oid));
    const flagged = node.children.length === 3;
    const critical = flagged && child(node, 1, TAG.boolean).content[0] === 0xff;
    const value = child(node, flagged ? 2 : 1, TAG.octetString);
    if (node.tag !== TAG.sequence || node.children.length > 3)
      throw new DerFault("an extension with too many parts");
    if (seen.has(oid)) duplicates.push(oid);
    seen.add(oid);
    oids.push(oid);
    if (critical && extensionNames[oid] === undefined) unknownCritical.push(oid);
    const [read, shape] = [readers[oid], extensionShapes[oid]];
    if (read === undefined && shape === undefined) continue;
    try {
      const content = readDer(value.content);
      shape?.(content);
      Object.assign(facts, read?.(owned(node.whole), critical, content));
    } catch {
      damaged.push(oid);
    }
  }
  return facts;
}
