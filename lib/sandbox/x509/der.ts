/** Just enough DER to see what Node's X509Certificate does not show (version, key usage, path length, names, CRLs). */
export interface Der {
  tag: number;
  content: Buffer;
}

/** The elements that stand one after another in these bytes. Throws a RangeError on anything that is not DER. */
export function elements(bytes: Buffer): Der[] {
  const found: Der[] = [];
  let at = 0;
  while (at < bytes.length) {
    const tag = bytes.readUInt8(at);
    let length = bytes.readUInt8(at + 1);
    at += 2;
    if (length > 0x84) throw new RangeError("DER: length of more than four bytes");
    if (length >= 0x80) {
      const size = length & 0x7f;
      if (size === 0) throw new RangeError("DER: indefinite length");
      length = bytes.readUIntBE(at, size);
      at += size;
    }
    if (at + length > bytes.length) throw new RangeError("DER: element is longer than its surroundings");
    found.push({ tag, content: bytes.subarray(at, at + length) });
    at += length;
  }
  return found;
}

/** The elements inside the one element that these bytes are. */
export function inside(bytes: Buffer): Der[] {
  return elements(elements(bytes)[0]?.content ?? Buffer.alloc(0));
}

/** An object identifier in dots. */
export function oid(content: Buffer): string {
  const parts: number[] = [];
  let value = 0;
  for (const byte of content) {
    value = value * 128 + (byte & 0x7f);
    if (byte & 0x80) continue;
    if (parts.length === 0)
      parts.push(Math.min(2, Math.floor(value / 40)), value - 40 * Math.min(2, Math.floor(value / 40)));
    else parts.push(value);
    value = 0;
  }
  return parts.join(".");
}

const BMP_STRING = 0x1e;

export function text({ tag, content }: Der): string {
  if (tag !== BMP_STRING) return content.toString("utf8");
  return Buffer.from(content).swap16().toString("utf16le");
}
