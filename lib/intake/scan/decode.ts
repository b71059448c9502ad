/** Bytes to text and coded text to bytes. Everything here is linear. */

/**
 * The text of a file: UTF-8, UTF-16 with or without its mark, or one of the one-byte code pages; undefined where the
 * bytes are not text.
 */
export function textOf(bytes: Uint8Array): string | undefined {
  if (bytes.length === 0) return "";
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return decode(bytes, "utf-16le");
  if (first === 0xfe && second === 0xff) return decode(bytes, "utf-16be");
  const zeros = [0, 0];
  const head = bytes.subarray(0, 512);
  head.forEach((octet, index) => {
    if (octet === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = zeros;
  if (odd > head.length / 4 && even === 0) return decode(bytes, "utf-16le");
  if (even > head.length / 4 && odd === 0) return decode(bytes, "utf-16be");
  const text = decode(bytes, "utf-8") ?? decode(bytes, "windows-1252");
  return text === undefined || oddShare(text) > 0.05 ? undefined : text;
}

function decode(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** The share of characters that no text has. */
function oddShare(text: string): number {
  let odd = 0;
  const size = Math.min(text.length, 4096);
  for (let i = 0; i < size; i += 1) {
    const code = text.charCodeAt(i);
    if ((code < 0x20 && ![9, 10, 12, 13, 27].includes(code)) || (code >= 0x7f && code < 0xa0)) odd += 1;
  }
  return odd / size;
}

/**
 * A text as its writer meant it: without marks and zeros, with the line breaks and signs that JSON, YAML, shells, URLs,
 * HTML and mail programs write in their own way.
 */
export function plainText(input: string): string {
  let text = input.replace(/[\0\uFEFF\u200B-\u200D\u2060]/g, "").replace(/[\u0085\u2028\u2029\f\v]/g, "\n");
  if (text.includes("\\")) {
    // The margin of a dump may have a backslash and an n by chance.
    const isDump = /^[0-9a-fA-F]{7,16}:?[ \t]{1,2}[0-9a-fA-F]{2,8}[ \t]/;
    text = text
      .split("\n")
      .map((line) => (!line.includes("\\") || isDump.test(line) ? line : unescaped(line)))
      .join("\n");
  }
  if (/%(0A|0D|20|2B|2F|3D|2D)/i.test(text))
    text = text.replace(/%(0A|0D|20|2B|2F|3D|2D)/gi, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
  if (text.includes("&"))
    text = text
      .replace(/&#(?:10|13|x0?[aAdD]);/g, "\n")
      .replace(/&(?:#43|#x2[bB]|plus);/g, "+")
      .replace(/&(?:#61|#x3[dD]|equals);/g, "=")
      .replace(/&(?:#47|#x2[fF]|sol);/g, "/")
      .replace(/&(?:quot|#34|#39|apos);/g, '"')
      .replace(/<br ?\/?>/gi, "\n");
  if (text.includes("-`n")) text = text.replaceAll("`n", "\n");
  if (/=3D(?:\r?\n|$)/.test(text))
    text = text.replace(/(=3D)(=3D)?(?=\r?\n|$)/g, (m) => (m.length > 3 ? "==" : "="));
  return text;
}

const unescaped = (line: string) =>
  line
    .replace(/\\{1,8}u([0-9a-fA-F]{4})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/\\{1,8}r\\{1,8}n|\\{1,8}[nr]/g, "\n")
    .replace(/\\{1,8}(["'/=+])/g, "$1");

/** The bytes of base64 or base64url, with or without its padding; undefined for anything else. */
export function fromAnyBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  const end = text.endsWith("==") ? text.length - 2 : text.endsWith("=") ? text.length - 1 : text.length;
  const body = text.slice(0, end).replaceAll("-", "+").replaceAll("_", "/");
  if (body === "" || body.length % 4 === 1 || !/^[A-Za-z0-9+/]+$/.test(body)) return undefined;
  try {
    return octets(atob(body + "=".repeat((4 - (body.length % 4)) % 4)));
  } catch {
    return undefined;
  }
}

function octets(binary: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i += 1) bytes[i] = binary.charCodeAt(i);
  return bytes;
}

export function fromHex(digits: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(digits.length >> 1);
  for (let i = 0; i < bytes.length; i += 1) bytes[i] = Number.parseInt(digits.slice(i * 2, i * 2 + 2), 16);
  return bytes;
}
