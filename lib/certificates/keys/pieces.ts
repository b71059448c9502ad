import type { Problem } from "@/lib/problems";
import type { Piece } from "../read/pieces";

/** What the room of recognising takes blocks and files apart with; private keys are among the pieces. */
export { toPem } from "../read/der-values";
export { type Piece, piecesOfBlock, readPieces } from "../read/pieces";

/**
 * What a PKCS#12 file holds; its reader is loaded only where there is one. The empty password is tried first; without a
 * passphrase, the problem asks for one where it is needed. Never throws.
 */
export async function openPkcs12(der: Uint8Array, passphrase?: string): Promise<Piece[] | Problem> {
  const reader = await import("../read/pkcs12");
  return reader.openStore(der, passphrase);
}
