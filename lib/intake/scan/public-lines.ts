import { isKnownDer, outlineOfDer } from "@/lib/certificates/public";
import { cutAtArmour } from "./armour";
import { fromAnyBase64 } from "./decode";
import { findRuns } from "./lines";

/** Labels of what anybody may see. */
const PUBLIC = /^(?:(?:X509 |TRUSTED )?CERTIFICATE|X509 CRL|(?:NEW )?CERTIFICATE REQUEST|PKCS ?#?7|CMS)$/;

/** Opening a block has its cost, and one in 48 needs it. */
const MAX_OPENED = 200;

/** The words of base64 between two lines of PEM: without quotes, quoting marks, list marks and joins. */
export const wordsOf = (text: string) => text.split(/[\s"'`,;>|\\]+/).filter((word) => word !== "");

/**
 * The lines of all certificates, requests and revocation lists in a text, whole blocks and bare bodies. One
 * certificate in 48 ends with a line of exactly 40 characters, which looks like an access key and is none. Only bytes
 * that are such a thing from their first to their last count: no label hides what stands in the block.
 */
export function publicLines(text: string): Set<string> {
  const lines = new Set<string>();
  let opened = 0;
  for (const piece of cutAtArmour(text)) {
    const bodies =
      piece.whole && PUBLIC.test(piece.label)
        ? [wordsOf(piece.text)]
        : findRuns(piece.text).flatMap(({ kind, lines: own }) => (kind === "base64" ? [own] : []));
    // A line of 40 characters that is all there is has no certificate in it.
    for (const body of bodies) {
      if (body.length < 2 || !body.some(({ length }) => length === 40)) continue;
      opened += 1;
      if (opened > MAX_OPENED) return lines;
      if (!isPublic(body)) continue;
      for (const line of body) lines.add(line);
    }
  }
  return lines;
}

function isPublic(body: readonly string[]): boolean {
  const der = fromAnyBase64(body.join(""));
  if (der === undefined || der[0] !== 0x30 || !isKnownDer(der)) return false;
  return !["private-key", "pkcs12"].includes(outlineOfDer(der));
}
