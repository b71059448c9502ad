import { armoured, openPkcs12, type Piece, readPieces, toPem } from "@/lib/certificates/keys";
import { shown } from "@/lib/certificates/public";
import { isProblem } from "@/lib/problems";
import type { Part, Recognised } from "./types";

export interface RecogniseOptions {
  /** File name, to say where a part was found. */
  name?: string;
  /** Opens PKCS#12 files; the empty one is tried without being asked for. */
  passphrase?: string;
}

/**
 * What a text or file holds, part by part. Never throws; linear; what is not read is said. Gives private keys and access
 * keys to its caller, so it runs where these may be: in the browser, a command or a test.
 */
export async function recognise(
  input: string | Uint8Array,
  options: RecogniseOptions = {},
): Promise<Recognised> {
  const found: Recognised = { parts: [], unread: [], needsPassphrase: false };
  const read = readPieces(input);
  if (isProblem(read)) {
    if (read.code === "certificate-private-key")
      found.parts.push({ kind: "secret", what: "a damaged private key", where: options.name ?? "" });
    else found.problem = read;
    return found;
  }
  for (const piece of read.pieces) {
    if (piece.kind !== "pkcs12") {
      place(piece, options.name ?? "", found);
      continue;
    }
    const opened = await openPkcs12(piece.der, options.passphrase ?? "");
    const where = options.name ?? "";
    if (isProblem(opened)) {
      found.parts.push({ kind: "pkcs12", opened: false, problem: opened, where });
      if (opened.code === "pkcs12-passphrase-wrong") found.needsPassphrase = true;
    } else {
      found.parts.push({ kind: "pkcs12", opened: true, where });
      for (const inner of opened) place(inner, where, found);
    }
  }
  return found;
}

function place(piece: Piece, where: string, found: Recognised): void {
  const part = partOf(piece, where);
  if (part === undefined) found.unread.push({ what: "something damaged", where });
  else found.parts.push(part);
}

function partOf(piece: Piece, where: string): Part | undefined {
  switch (piece.kind) {
    case "certificate": {
      const { pem, fingerprint, subject } = piece.certificate.facts;
      return { kind: "certificate", pem, fingerprint, subject: shown(subject.text), where };
    }
    case "revocation-list":
      return { kind: "revocation-list", pem: toPem("X509 CRL", piece.der), where };
    case "request":
      return { kind: "request", pem: toPem("CERTIFICATE REQUEST", piece.der), where };
    case "public-key":
      return { kind: "public-key", pem: toPem("PUBLIC KEY", piece.der), where };
    case "private-key":
      return { kind: "private-key", form: piece.form, content: armoured(piece), where };
    default:
      return undefined;
  }
}
