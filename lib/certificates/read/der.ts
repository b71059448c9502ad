/**
 * A strict reader for DER (ITU-T X.690), with bounded work for any input.
 * @peculiar/x509 reads what a certificate says; this decides first whether the bytes are DER at all, since lenient
 * readers accept trailing bytes, padded integers and the like, which other parsers (OpenSSL, Roles Anywhere) refuse.
 * `ber` admits indefinite lengths: PKCS#7 and PKCS#12 files of Windows, Java and NSS have them.
 * `levels` leaves what lies deeper unopened, for a first look at what something is.
 */
export interface DerNode {
  /** Identifier octet: class, constructed bit and number (numbers above 30 do not occur in X.509). */
  tag: number;
  /** Content octets, and all octets with the header; both are views into the input. */
  content: Uint8Array;
  whole: Uint8Array;
  children: readonly DerNode[];
}

/** Why the bytes were refused. Caught at the faces of this room, never let out. */
export class DerFault extends Error {}

const MAX_DEPTH = 24;
// A revocation list of the 300,000 bytes that Roles Anywhere takes has some 30,000; this many are read in about 50 ms.
const MAX_NODES = 100_000;

export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  utf8String: 0x0c,
  sequence: 0x30,
  set: 0x31,
  printableString: 0x13,
  ia5String: 0x16,
  utcTime: 0x17,
  generalizedTime: 0x18,
  bmpString: 0x1e,
} as const;

interface Reader {
  bytes: Uint8Array;
  nodes: number;
  ber: boolean;
  levels: number;
}

interface Options {
  ber?: boolean | undefined;
  levels?: number | undefined;
}

/** Positions only: of the thousands of elements of a long list, few are ever looked at. */
class Element implements DerNode {
  constructor(
    private readonly bytes: Uint8Array,
    readonly tag: number,
    private readonly start: number,
    private readonly from: number,
    private readonly to: number,
    private readonly end: number,
    readonly children: readonly DerNode[],
  ) {}

  get content(): Uint8Array {
    return this.bytes.subarray(this.from, this.to);
  }

  get whole(): Uint8Array {
    return this.bytes.subarray(this.start, this.end);
  }
}

const NONE: DerNode[] = [];

/** Reads exactly one element that fills all of `bytes`. Throws DerFault. */
export function readDer(bytes: Uint8Array, options: Options = {}): DerNode {
  const { node, end } = readFirst(bytes, options);
  if (end !== bytes.length) throw new DerFault(`${bytes.length - end} bytes follow after the end`);
  return node;
}

/** Reads the element that `bytes` begins with and says where it ends. Throws DerFault. */
export function readFirst(bytes: Uint8Array, options: Options = {}): { node: DerNode; end: number } {
  const { ber = false, levels = Number.POSITIVE_INFINITY } = options;
  const reader: Reader = { bytes, nodes: 0, ber, levels };
  const { node, next } = element(reader, 0, bytes.length, 0);
  return { node, end: next };
}

function element(
  reader: Reader,
  start: number,
  limit: number,
  depth: number,
): { node: DerNode; next: number } {
  if (depth > MAX_DEPTH) throw new DerFault(`nested deeper than ${MAX_DEPTH} levels`);
  reader.nodes += 1;
  if (reader.nodes > MAX_NODES) throw new DerFault(`more than ${MAX_NODES} elements`);
  const { bytes } = reader;
  const tag = octet(bytes, start, limit);
  if ((tag & 0x1f) === 0x1f) throw new DerFault("a tag number above 30");
  let position = start + 1;
  let length = octet(bytes, position, limit);
  position += 1;
  const constructed = (tag & 0x20) !== 0;
  // In DER only SEQUENCE and SET of the universal types have parts; strings in pieces are BER.
  if (constructed && !reader.ber && tag < 0x40 && tag !== TAG.sequence && tag !== TAG.set)
    throw new DerFault("a string in pieces, which DER does not have");
  if (length === 0x80) return indefinite(reader, tag, start, position, limit, depth);
  if (length > 0x80) {
    const count = length & 0x7f;
    if (count > 4) throw new DerFault("a length of more than four octets");
    length = 0;
    for (let i = 0; i < count; i += 1) {
      length = length * 256 + octet(bytes, position, limit);
      position += 1;
    }
    if (!reader.ber && (length < 0x80 || length < 256 ** (count - 1)))
      throw new DerFault("a length that is not in its shortest form");
  }
  const end = position + length;
  if (end > limit) throw new DerFault(`cut off: ${end - limit} bytes are missing`);
  const children: DerNode[] = constructed ? [] : NONE;
  if (constructed && depth < reader.levels) {
    for (let at = position; at < end; ) {
      const child = element(reader, at, end, depth + 1);
      children.push(child.node);
      at = child.next;
    }
  }
  if (!constructed && !reader.ber) checkPrimitive(tag, bytes, position, end);
  return { node: new Element(bytes, tag, start, position, end, end, children), next: end };
}

function indefinite(reader: Reader, tag: number, start: number, from: number, limit: number, depth: number) {
  if (!reader.ber || (tag & 0x20) === 0) throw new DerFault("an indefinite length, which DER does not have");
  const children: DerNode[] = [];
  let at = from;
  while (!(octet(reader.bytes, at, limit) === 0 && octet(reader.bytes, at + 1, limit) === 0)) {
    const child = element(reader, at, limit, depth + 1);
    children.push(child.node);
    at = child.next;
  }
  const node = new Element(reader.bytes, tag, start, from, at, at + 2, children);
  return { node, next: at + 2 };
}

function octet(bytes: Uint8Array, at: number, limit: number): number {
  const value = at < limit ? bytes[at] : undefined;
  if (value === undefined) throw new DerFault("cut off in the middle of an element");
  return value;
}

/** The content rules of the universal types that X.509 uses. */
function checkPrimitive(tag: number, bytes: Uint8Array, from: number, end: number): void {
  const length = end - from;
  const first = length > 0 ? bytes[from] : undefined;
  const second = length > 1 ? bytes[from + 1] : undefined;
  switch (tag) {
    case TAG.boolean:
      if (length !== 1 || (first !== 0 && first !== 0xff))
        throw new DerFault("a BOOLEAN that is neither 00 nor FF");
      return;
    case TAG.integer:
    case 0x0a:
      if (first === undefined) throw new DerFault("an INTEGER without content");
      if (second !== undefined && ((first === 0 && second < 0x80) || (first === 0xff && second >= 0x80)))
        throw new DerFault("an INTEGER that is not in its shortest form");
      return;
    case TAG.bitString: {
      if (first === undefined || first > 7 || (length === 1 && first !== 0))
        throw new DerFault("a BIT STRING with a wrong count of unused bits");
      const last = bytes[end - 1] ?? 0;
      if (length > 1 && (last & ((1 << first) - 1)) !== 0)
        throw new DerFault("a BIT STRING whose unused bits are not zero");
      return;
    }
    case TAG.null:
      if (length !== 0) throw new DerFault("a NULL with content");
      return;
    case TAG.oid:
      wellFormedOid(bytes.subarray(from, end));
      return;
    case TAG.sequence & 0x1f:
    case TAG.set & 0x1f:
      throw new DerFault("a SEQUENCE or SET that is not constructed");
    case TAG.utf8String:
      try {
        new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(from, end));
      } catch {
        throw new DerFault("a UTF8String that is not UTF-8");
      }
      return;
    case TAG.bmpString:
      if (length % 2 !== 0) throw new DerFault("a BMPString of odd length");
      return;
    case 0x1c:
      if (length % 4 !== 0) throw new DerFault("a UniversalString of uneven length");
      return;
    default:
      return;
  }
}

/** The content of an OBJECT IDENTIFIER, X.690 8.19. Throws DerFault. */
export function wellFormedOid(content: Uint8Array): void {
  if (content.length === 0) throw new DerFault("an OBJECT IDENTIFIER without content");
  if ((content[content.length - 1] ?? 0) >= 0x80) throw new DerFault("an OBJECT IDENTIFIER that is cut off");
  let begins = true;
  for (const value of content) {
    if (begins && value === 0x80) throw new DerFault("an OBJECT IDENTIFIER that is not in its shortest form");
    begins = value < 0x80;
  }
}
