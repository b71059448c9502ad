import { isProblem, type Problem, type ProblemCode, problem } from "@/lib/problems";
import { DerFault, type DerNode, readDer, readFirst, TAG } from "./der";
import { child, owned } from "./der-values";
import { type ReadCertificate, readCertificate } from "./facts";
import { type KeyForm, keyFormOfNode, shapeOfNode } from "./outline";
import { type Block, decodeText, mentionsPrivateKey, readBlocks } from "./pem";

export const MAX_INPUT_BYTES = 1_000_000;
export const MAX_BLOCKS = 50;
/** Of several blocks together: fifty certificates of the usual 2,000 bytes are half of it. */
const MAX_BYTES_TOGETHER = 200_000;

/** One thing found in an input. A key's octets are here for `keys.ts` alone; `sortPieces` leaves them out. */
export type Piece =
  | { kind: "certificate"; certificate: ReadCertificate }
  | { kind: "revocation-list" | "request" | "public-key" | "pkcs12"; der: Uint8Array<ArrayBuffer> }
  | { kind: "private-key"; form: KeyForm; block: Block }
  | { kind: "unreadable"; reason: string };

export type { KeyForm };

/** Everything in an input, in its order, whatever the form. Never throws. */
export function readPieces(input: string | Uint8Array): { pieces: Piece[] } | Problem {
  const size = input.length;
  if (size === 0) return problem("certificate-input-empty");
  if (size > MAX_INPUT_BYTES)
    return problem("certificate-input-too-large", { values: { size, limit: MAX_INPUT_BYTES } });
  if (typeof input !== "string") {
    if (startsWith(input, [0xfe, 0xed, 0xfe, 0xed]))
      return problem("keystore-java", { values: { format: "JKS" } });
    if (startsWith(input, [0xce, 0xce, 0xce, 0xce]))
      return problem("keystore-java", { values: { format: "JCEKS" } });
    if (looksLikeDer(input)) return { pieces: piecesOfBlock({ label: "", der: owned(input), headers: {} }) };
    return readText(decodeText(input));
  }
  return readText(input);
}

function startsWith(bytes: Uint8Array, head: readonly number[]): boolean {
  return head.every((octet, index) => bytes[index] === octet);
}

/** A SEQUENCE with a length of more than one octet, or a short one that fills the input: text seldom begins so. */
function looksLikeDer(bytes: Uint8Array): boolean {
  return bytes[0] === TAG.sequence && ((bytes[1] ?? 0) >= 0x80 || (bytes[1] ?? 0) + 2 === bytes.length);
}

function readText(text: string): { pieces: Piece[] } | Problem {
  if (text.trim() === "") return problem("certificate-input-empty");
  const { blocks, fault } = readBlocks(text);
  if (fault !== undefined) {
    // Damaged armour of a key is still a key: it must be noticed before it is sent anywhere.
    if (mentionsPrivateKey(text)) return problem("certificate-private-key");
    return problem(fault.code satisfies ProblemCode, { values: { detail: fault.detail } });
  }
  if (blocks.length > MAX_BLOCKS)
    return problem("certificate-too-many", { values: { count: blocks.length, limit: MAX_BLOCKS } });
  const size = blocks.reduce((sum, { der }) => sum + der.length, 0);
  if (blocks.length > 1 && size > MAX_BYTES_TOGETHER)
    return problem("certificate-input-too-large", { values: { size, limit: MAX_BYTES_TOGETHER } });
  return { pieces: blocks.flatMap(piecesOfBlock) };
}

/** What one block holds; PKCS#7 holds several. Never throws. */
export function piecesOfBlock(block: Block): Piece[] {
  try {
    return classify(block);
  } catch (error) {
    if (/PRIVATE KEY/.test(block.label)) return [{ kind: "private-key", form: "other", block }];
    return [{ kind: "unreadable", reason: error instanceof DerFault ? error.message : "unreadable content" }];
  }
}

function classify(block: Block): Piece[] {
  const { label, der } = block;
  // "EC PARAMETERS" stands before every key that `openssl ecparam -genkey` writes, and says nothing that the key does not.
  if (/PARAMETERS$/.test(label)) return [];
  if (/PRIVATE KEY/.test(label)) return [{ kind: "private-key", form: keyFormOf(block), block }];
  if (label === "TRUSTED CERTIFICATE") {
    // OpenSSL appends its own trust settings after the certificate.
    const { end } = readFirst(der);
    return [{ kind: "certificate", certificate: readCertificate(der.subarray(0, end)) }];
  }
  // What it is shows near the top; who reads it opens the rest.
  const root = readDer(der, { ber: true, levels: 3 });
  const form = keyFormOfNode(root);
  if (form !== undefined) return [{ kind: "private-key", form, block }];
  const shape = shapeOfNode(root);
  if (shape === "pkcs7") return readPkcs7(child(readDer(der, { ber: true }), 1));
  if (shape === "certificate") return [{ kind: "certificate", certificate: readCertificate(der) }];
  // Nothing passes for something that was not read to its end.
  readDer(der, { ber: true });
  return [{ kind: shape, der }];
}

/** ContentInfo of signedData: the certificates and revocation lists, unsigned wrapping (RFC 2315 section 9). */
function readPkcs7(content: DerNode): Piece[] {
  const signed = child(content, 0, TAG.sequence);
  if (signed.content.length > MAX_BYTES_TOGETHER) throw new DerFault(`more than ${MAX_BYTES_TOGETHER} bytes`);
  const pieces: Piece[] = [];
  for (const part of signed.children.slice(3)) {
    if (part.tag === 0xa0)
      for (const node of part.children)
        pieces.push({ kind: "certificate", certificate: readCertificate(node.whole) });
    if (part.tag === 0xa1)
      for (const node of part.children) pieces.push({ kind: "revocation-list", der: owned(node.whole) });
    if (pieces.length > MAX_BLOCKS) throw new DerFault(`more than ${MAX_BLOCKS} certificates`);
  }
  return pieces;
}

function keyFormOf({ label, der, headers }: Block): KeyForm {
  if ((headers["Proc-Type"] ?? "").includes("ENCRYPTED")) return "legacy-encrypted";
  if (!["PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY", "ENCRYPTED PRIVATE KEY"].includes(label))
    return "other";
  return keyFormOfNode(readDer(der, { ber: true })) ?? "other";
}

/** What an input holds, in words, for a message: "a certificate request and a private key". */
export function describePieces(pieces: readonly Piece[]): string {
  const words: Record<Piece["kind"], string> = {
    certificate: "a certificate",
    "revocation-list": "a revocation list",
    request: "a certificate request",
    "public-key": "a bare public key",
    pkcs12: "a PKCS#12 file",
    "private-key": "a private key",
    unreadable: "something unreadable",
  };
  const kinds = [...new Set(pieces.map(({ kind }) => words[kind]))];
  return kinds.length === 0 ? "nothing" : kinds.join(" and ");
}

/** True where any private key, whole or damaged, stands in the input. Cheap; for the moment before anything is sent. */
export function holdsPrivateKey(input: string | Uint8Array): boolean {
  const read = readPieces(input);
  if (isProblem(read)) return read.code === "certificate-private-key";
  return read.pieces.some((piece) => piece.kind === "private-key" || piece.kind === "pkcs12");
}
