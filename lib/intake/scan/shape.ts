import { textOf } from "./decode";

/** What bytes are at first sight, before anybody opens them. */
export type Shape =
  /** One whole DER (or BER) element; what follows it is left out. */
  | { kind: "der"; der: Uint8Array<ArrayBuffer> }
  | { kind: "text"; text: string }
  | { kind: "secret"; what: string }
  | { kind: "unread"; what: string };

const starts = (bytes: Uint8Array, head: readonly number[], at = 0) =>
  head.every((octet, index) => octet === -1 || bytes[at + index] === octet);
const ascii = (text: string) => [...text].map((sign) => sign.charCodeAt(0));

const magic: readonly [head: readonly number[], shape: Shape][] = [
  [[0xfe, 0xed, 0xfe, 0xed], { kind: "secret", what: "a Java key store" }],
  [[0xce, 0xce, 0xce, 0xce], { kind: "secret", what: "a Java key store (JCEKS)" }],
  [[0xce, 0xce, 0xce, 0xce], { kind: "secret", what: "a Java key store" }],
  [ascii("openssh-key-v1\0"), { kind: "secret", what: "an OpenSSH private key" }],
  [ascii("PK\x03\x04"), { kind: "unread", what: "a ZIP archive" }],
  [[0x1f, 0x8b, 8], { kind: "unread", what: "a gzip archive" }],
  [ascii("7z\xbc\xaf"), { kind: "unread", what: "a 7-Zip archive" }],
  [ascii("%PDF-"), { kind: "unread", what: "a PDF" }],
  [[0x89, ...ascii("PNG")], { kind: "unread", what: "a picture" }],
  [[0xff, 0xd8, 0xff], { kind: "unread", what: "a picture" }],
  [ascii("SQLite format 3"), { kind: "unread", what: "a SQLite database (a key store of NSS is one)" }],
];

/** Undefined where nothing is recognised. */
export function shapeOf(bytes: Uint8Array): Shape | undefined {
  for (const [head, shape] of magic) if (starts(bytes, head)) return shape;
  if (bytes[0] === 0x30) {
    const found = derOf(bytes);
    if (found !== undefined) return found;
  }
  const text = textOf(bytes);
  return text === undefined ? undefined : { kind: "text", text };
}

function derOf(bytes: Uint8Array): Shape | undefined {
  const second = bytes[1] ?? 0;
  const counted = second > 0x80 ? second & 0x7f : 0;
  if (counted > 4 || bytes.length < 16) return undefined;
  if (second === 0x80) return { kind: "der", der: new Uint8Array(bytes) };
  let size = second;
  if (counted > 0) {
    size = 0;
    for (let i = 0; i < counted; i += 1) size = size * 256 + (bytes[2 + i] ?? 0);
  }
  const end = 2 + counted + size;
  const body = 2 + counted;
  if (size >= 14 && end <= bytes.length) return { kind: "der", der: new Uint8Array(bytes.subarray(0, end)) };
  if (end <= bytes.length || end > 1_000_000) return undefined;
  // Cut off: what it would have been.
  if (starts(bytes, [2, 1, 0], body) || starts(bytes, [2, 1, 1, 4], body) || starts(bytes, [2, 1, 3], body))
    return { kind: "secret", what: "a private key that is cut off" };
  if (starts(bytes, [0x30, -1, 6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 5], body))
    return { kind: "secret", what: "an encrypted private key that is cut off" };
  if (starts(bytes, [0x30, 0x82, -1, -1, 0xa0, 3, 2, 1], body))
    return { kind: "unread", what: "a certificate that is cut off" };
  return undefined;
}
