import { bare } from "@/lib/bare";
import { trimEndOf } from "@/lib/bounded";
import { fromBase64 } from "./der-values";

/** One armoured block, or one lump without armour (label ""). */
export interface Block {
  label: string;
  der: Uint8Array<ArrayBuffer>;
  /** RFC 1421 headers of legacy encrypted keys; others are left out. */
  headers: { "Proc-Type"?: string | undefined; "DEK-Info"?: string | undefined };
}

export interface TextFault {
  code: "pem-cut" | "pem-damaged" | "pem-armour" | "certificate-unreadable";
  detail: string;
}

/** Text of a file: UTF-8, or UTF-16 with a byte order mark, as Windows tools write it. */
export function decodeText(bytes: Uint8Array): string {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? "utf-16le"
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? "utf-16be"
        : "utf-8";
  return new TextDecoder(encoding).decode(bytes);
}

/** True where the text shows the armour of a private key, whole or damaged. */
export function mentionsPrivateKey(text: string): boolean {
  return /PRIVATE[\s_-]{0,4}KEY/i.test(text) && /BEGIN|END/.test(text);
}

/**
 * The blocks in any text: around text, CRLF, indentation, quoting marks, one-line PEM, `\n` escaped by JSON,
 * base64 without armour, and base64 of PEM (as Kubernetes secrets have it).
 */
export function readBlocks(
  input: string,
  nested = false,
): { blocks: Block[]; fault?: TextFault | undefined } {
  const text = unescapeJson(input.replace(/^\uFEFF/, ""));
  if (!/-----\s?BEGIN /.test(text)) return readBare(text, nested);
  const blocks: Block[] = [];
  const begin = /-----BEGIN ([A-Z0-9][A-Z0-9 #.]{0,60})-----/g;
  let match = begin.exec(text);
  if (match === null)
    return {
      blocks,
      fault: { code: "pem-armour", detail: "The line that begins with -----BEGIN is incomplete." },
    };
  while (match !== null) {
    const label = match[1] ?? "";
    const from = begin.lastIndex;
    const end = text.indexOf("-----END", from);
    const nextBegin = text.indexOf("-----BEGIN", from);
    if (end === -1 || (nextBegin !== -1 && nextBegin < end))
      return { blocks, fault: { code: "pem-cut", detail: `"BEGIN ${label}" has no END line.` } };
    if (!text.startsWith(`-----END ${label}-----`, end))
      return {
        blocks,
        fault: { code: "pem-armour", detail: `"BEGIN ${label}" is closed by another END line.` },
      };
    const body = readBody(text.slice(from, end));
    if (body === undefined)
      return {
        blocks,
        fault: {
          code: "pem-damaged",
          detail: `Inside "BEGIN ${label}" there are characters that base64 does not have, or some are missing.`,
        },
      };
    blocks.push({ label, ...body });
    begin.lastIndex = end + label.length + 14;
    match = begin.exec(text);
  }
  return { blocks };
}

/** JSON and YAML strings write a line break as backslash and n. */
function unescapeJson(text: string): string {
  return /\\[nr]/.test(text) ? text.replace(/\\r/g, "").replace(/\\n/g, "\n").replace(/\\\//g, "/") : text;
}

function readBody(body: string): Omit<Block, "label"> | undefined {
  const headers = bare<string>();
  // Most bodies are lines of base64 and nothing else; a one-line PEM has blanks where the line breaks were.
  const plain = decodeBase64(body.replace(/\s+/g, ""));
  if (plain !== undefined) return { der: plain, headers };
  let found = 0;
  const lines = body
    .split(/\r\n|\r|\n/)
    .map((line) => trimEndOf(line.replace(/^[\s>|"',]+/, ""), (char) => /[\s"',\\]/.test(char)));
  const kept = lines.filter((line) => {
    const header = /^([A-Za-z-]{3,30}): ?(.{0,200})$/.exec(line);
    if (header === null) return true;
    found += 1;
    if (header[1] === "Proc-Type" || header[1] === "DEK-Info") headers[header[1]] = header[2] ?? "";
    return false;
  });
  const base64 = found > 0 ? kept.join("") : kept.join("").replace(/\s+/g, "");
  const der = decodeBase64(base64);
  return der === undefined ? undefined : { der, headers };
}

function decodeBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (text === "" || text.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(text)) return undefined;
  try {
    return fromBase64(text);
  } catch {
    return undefined;
  }
}

function readBare(text: string, nested: boolean): { blocks: Block[]; fault?: TextFault | undefined } {
  const packed = text.replace(/[\s"']+/g, "");
  const der = packed.length >= 40 ? decodeBase64(padded(packed)) : undefined;
  if (der === undefined) {
    const hint = /BEGIN|END CERT/.test(text);
    return {
      blocks: [],
      fault: hint
        ? { code: "pem-armour", detail: "The BEGIN or END line does not have five hyphens on each side." }
        : { code: "certificate-unreadable", detail: "Neither PEM, base64 nor DER." },
    };
  }
  // "-----BEGIN" in base64: somebody pasted the data of a Kubernetes secret.
  if (!nested && packed.startsWith("LS0tLS1CRUdJTi")) return readBlocks(decodeText(der), true);
  return { blocks: [{ label: "", der, headers: {} }] };
}

function padded(text: string): string {
  return text.endsWith("=") ? text : text + "=".repeat((4 - (text.length % 4)) % 4);
}
