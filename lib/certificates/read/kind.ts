import { readDer } from "./der";
import { fromBase64, toPem } from "./der-values";
import { hasCertificateOutline, keyFormOfNode, shapeOfNode } from "./outline";
import { type Piece, piecesOfBlock } from "./pieces";

/** What DER bytes are, by their shape; nothing of a key is handed out. "unreadable" for anything else. Never throws. */
export function kindOfDer(der: Uint8Array): Piece["kind"] {
  const pieces = piecesOfBlock({ label: "", der: new Uint8Array(der), headers: {} });
  const [first] = pieces;
  return pieces.length === 1 && first !== undefined ? first.kind : "unreadable";
}

/**
 * As `kindOfDer`, but a certificate is only looked at from outside, which takes a hundredth of the time: for the
 * thread that serves, before a process of its own reads on. PKCS#7 is opened; with one certificate in it, it is one.
 */
export function outlineOfDer(der: Uint8Array): Piece["kind"] {
  const kinds = outlinesIn(der);
  return kinds.length === 1 ? (kinds[0] ?? "unreadable") : "unreadable";
}

/** True where DER bytes hold only things that have a name here, by their outlines. */
export function isKnownDer(der: Uint8Array): boolean {
  const kinds = outlinesIn(der);
  return kinds.length > 0 && !kinds.includes("unreadable");
}

function outlinesIn(der: Uint8Array): Piece["kind"][] {
  try {
    const root = readDer(der, { ber: true, levels: 3 });
    if (keyFormOfNode(root) !== undefined) return ["private-key"];
    if (shapeOfNode(root) === "certificate")
      return [hasCertificateOutline(der) ? "certificate" : "unreadable"];
  } catch {
    return ["unreadable"];
  }
  return piecesOfBlock({ label: "", der: new Uint8Array(der), headers: {} }).map(({ kind }) => kind);
}

/** The DER of each block where `text` is exactly what `toPem(label, …)` writes, block after block; else undefined. */
export function rewritePem(text: string, label: string): Uint8Array[] | undefined {
  const begin = `-----BEGIN ${label}-----\n`;
  const end = `-----END ${label}-----\n`;
  const blocks: Uint8Array[] = [];
  for (let at = 0; at < text.length; ) {
    const close = text.indexOf(end, at);
    if (!text.startsWith(begin, at) || close === -1) return undefined;
    const next = close + end.length;
    try {
      const der = fromBase64(text.slice(at + begin.length, close).replaceAll("\n", ""));
      readDer(der);
      if (toPem(label, der) !== text.slice(at, next)) return undefined;
      blocks.push(der);
    } catch {
      return undefined;
    }
    at = next;
  }
  return blocks;
}
