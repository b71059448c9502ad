import { DerFault, type DerNode, TAG } from "./der";
import { child, oidOf, toHex } from "./der-values";

/** One attribute of a distinguished name, in the order of the certificate. */
export interface NameAttribute {
  oid: string;
  /** Short name ("CN"), or the dotted number. */
  type: string;
  value: string;
}

export interface NameFacts {
  /** "CN=ckm-prod, O=Corp", in the order of the certificate; empty for an empty name. */
  text: string;
  attributes: readonly NameAttribute[];
  /** Equal for names that RFC 5280 7.1 calls equal: case and runs of blanks do not count. */
  canonical: string;
}

// DirectoryString, IA5String and NumericString; BIT STRING for x500UniqueIdentifier. OpenSSL takes no others either.
const valueTags = new Set<number>([
  TAG.utf8String,
  TAG.printableString,
  TAG.ia5String,
  TAG.bmpString,
  TAG.bitString,
  0x12,
  0x14,
  0x1c,
]);

const types: Readonly<Record<string, string>> = {
  "2.5.4.3": "CN",
  "2.5.4.4": "SN",
  "2.5.4.5": "serialNumber",
  "2.5.4.6": "C",
  "2.5.4.7": "L",
  "2.5.4.8": "ST",
  "2.5.4.9": "street",
  "2.5.4.10": "O",
  "2.5.4.11": "OU",
  "2.5.4.12": "title",
  "2.5.4.42": "GN",
  "2.5.4.43": "initials",
  "2.5.4.44": "generationQualifier",
  "2.5.4.46": "dnQualifier",
  "2.5.4.65": "pseudonym",
  "2.5.4.97": "organizationIdentifier",
  "0.9.2342.19200300.100.1.1": "UID",
  "0.9.2342.19200300.100.1.25": "DC",
  "1.2.840.113549.1.9.1": "emailAddress",
};

/** Reads a Name (RDNSequence). Throws DerFault. */
export function readName(node: DerNode): NameFacts {
  const attributes: NameAttribute[] = [];
  const canonical: string[] = [];
  for (const rdn of node.children) {
    if (rdn.tag !== TAG.set || rdn.children.length === 0) throw new DerFault("a name with an empty part");
    const parts: string[] = [];
    for (const pair of rdn.children) {
      if (pair.tag !== TAG.sequence || pair.children.length !== 2)
        throw new DerFault("a name with a malformed part");
      const oid = oidOf(child(pair, 0));
      const node = child(pair, 1);
      if (!valueTags.has(node.tag)) throw new DerFault("a name whose value is not a string");
      const value = textOf(node);
      attributes.push({ oid, type: types[oid] ?? oid, value });
      const folded = value.trim().replace(/\s+/g, " ").toLowerCase();
      parts.push(`${oid}=${JSON.stringify(folded)}`);
    }
    canonical.push(parts.sort().join("+"));
  }
  const text = attributes.map(({ type, value }) => `${type}=${escapeValue(value)}`).join(", ");
  return { text, attributes, canonical: canonical.join(",") };
}

/** RFC 4514 escapes, so that a comma in a value cannot pass for the next attribute. */
function escapeValue(value: string): string {
  return value.replace(/[,+"\\<>;]/g, (mark) => `\\${mark}`).replace(/^[ #]/, (mark) => `\\${mark}`);
}

/** The text of any ASN.1 string type; `#` and hexadecimal for what is not text. */
export function textOf(node: DerNode): string {
  const { tag, content } = node;
  if (tag === TAG.utf8String) return new TextDecoder().decode(content);
  if (tag === TAG.bmpString) return decode(content, "utf-16be");
  if (tag === 0x1c) return universal(content);
  // Printable, Numeric, Teletex, IA5, Visible: in practice ASCII or Latin-1
  if ([TAG.printableString, 0x12, 0x14, TAG.ia5String, 0x1a].includes(tag)) return decode(content, "latin1");
  return `#${toHex(node.whole.subarray(0, 200))}`;
}

function decode(content: Uint8Array, encoding: string): string {
  return new TextDecoder(encoding).decode(content);
}

function universal(content: Uint8Array): string {
  let text = "";
  for (let i = 0; i + 3 < content.length; i += 4) {
    const point =
      ((content[i] ?? 0) << 24) |
      ((content[i + 1] ?? 0) << 16) |
      ((content[i + 2] ?? 0) << 8) |
      (content[i + 3] ?? 0);
    if (point < 0 || point > 0x10ffff) throw new DerFault("a UniversalString outside Unicode");
    text += String.fromCodePoint(point);
  }
  return text;
}

/** For a page or a terminal: control and direction characters made visible, and not longer than `max`. */
export function shown(text: string, max = 300): string {
  const plain = text.replace(
    /[\p{Cc}\p{Cf}]/gu,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return plain.length > max ? `${plain.slice(0, max)}…` : plain;
}
