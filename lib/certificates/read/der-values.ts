import { DerFault, type DerNode, TAG } from "./der";

/** The child at `index`, which must have `tag` where one is given. Throws DerFault. */
export function child(node: DerNode, index: number, tag?: number): DerNode {
  const found = node.children[index];
  if (found === undefined) throw new DerFault("an element is missing");
  if (tag !== undefined && found.tag !== tag)
    throw new DerFault(`tag ${tagName(found.tag)} where ${tagName(tag)} was expected`);
  return found;
}

function tagName(tag: number): string {
  return `0x${tag.toString(16).padStart(2, "0")}`;
}

/** The longest in use have some twenty; to write one out takes time in the square of its length. */
const MAX_OID_BYTES = 128;

/** Dotted form of an OBJECT IDENTIFIER. */
export function oidOf(node: DerNode): string {
  if (node.tag !== TAG.oid) throw new DerFault("an OBJECT IDENTIFIER was expected");
  if (node.content.length > MAX_OID_BYTES)
    throw new DerFault(`an OBJECT IDENTIFIER of more than ${MAX_OID_BYTES} octets`);
  const parts: bigint[] = [];
  let value = 0n;
  for (const octet of node.content) {
    value = (value << 7n) | BigInt(octet & 0x7f);
    if (octet < 0x80) {
      parts.push(value);
      value = 0n;
    }
  }
  const first = parts[0] ?? 0n;
  const root = first < 40n ? 0n : first < 80n ? 1n : 2n;
  return [root, first - root * 40n, ...parts.slice(1)].join(".");
}

/** Value of an INTEGER, two's complement. */
export function integerOf(node: DerNode): bigint {
  if (node.tag !== TAG.integer) throw new DerFault("an INTEGER was expected");
  const hex = toHex(node.content);
  const raw = BigInt(`0x${hex === "" ? "0" : hex}`);
  return (node.content[0] ?? 0) >= 0x80 ? raw - (1n << BigInt(node.content.length * 8)) : raw;
}

/** The octets of a BIT STRING that holds whole octets (a signature, a public key). */
export function bitsOf(node: DerNode): Uint8Array {
  if (node.tag !== TAG.bitString) throw new DerFault("a BIT STRING was expected");
  return node.content.subarray(1);
}

/**
 * UTCTime or GeneralizedTime in the one form that RFC 5280 4.1.2.5 admits (Zulu, with seconds, no fraction).
 * Throws DerFault, also on 31 February.
 */
export function timeOf(node: DerNode): Date {
  const text = String.fromCharCode(...node.content.subarray(0, 40));
  const match =
    node.tag === TAG.utcTime
      ? /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(text)
      : node.tag === TAG.generalizedTime
        ? /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(text)
        : null;
  if (match === null || node.content.length > 15)
    throw new DerFault("a time that is not in the form of RFC 5280");
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1).map(Number);
  // UTCTime: 50 to 99 are the 1900s (RFC 5280 4.1.2.5.1)
  const full = node.tag === TAG.utcTime ? year + (year >= 50 ? 1900 : 2000) : year;
  const date = new Date(0);
  date.setUTCFullYear(full, month - 1, day);
  date.setUTCHours(hour, minute, second);
  const same =
    date.getUTCMonth() === month - 1 && date.getUTCDate() === day && hour < 24 && minute < 60 && second < 60;
  if (!same) throw new DerFault("a time that does not exist");
  return date;
}

const HEX = Array.from({ length: 256 }, (_, octet) => octet.toString(16).padStart(2, "0"));

export function toHex(bytes: Uint8Array): string {
  let hex = "";
  for (const octet of bytes) hex += HEX[octet];
  return hex;
}

/** An INTEGER in hexadecimal, without zeros in front, as `integerOf(node).toString(16)`. */
export function hexOf(node: DerNode): string {
  if (node.tag !== TAG.integer || (node.content[0] ?? 0) >= 0x80) return integerOf(node).toString(16);
  return toHex(node.content).replace(/^0+/, "") || "0";
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((octet, index) => octet === b[index]);
}

/** A copy whose buffer WebCrypto's types accept. */
export function owned(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes);
}

/** One DER element around `parts`. */
export function wrapDer(tag: number, ...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const size = parts.reduce((sum, part) => sum + part.length, 0);
  const lengths: number[] = [];
  if (size < 0x80) lengths.push(size);
  else {
    for (let rest = size; rest > 0; rest = Math.floor(rest / 256)) lengths.unshift(rest % 256);
    lengths.unshift(0x80 | lengths.length);
  }
  const out = new Uint8Array(1 + lengths.length + size);
  out.set([tag, ...lengths]);
  let at = 1 + lengths.length;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i += 1) bytes[i] = binary.charCodeAt(i);
  return bytes;
}

export function toBase64(bytes: Uint8Array): string {
  let binary = "";
  for (let i = 0; i < bytes.length; i += 0x2000)
    binary += String.fromCharCode(...bytes.subarray(i, i + 0x2000));
  return btoa(binary);
}

/** PEM with 64-character lines and a final newline. */
export function toPem(label: string, der: Uint8Array): string {
  const lines = toBase64(der).match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join("\n")}\n-----END ${label}-----\n`;
}
