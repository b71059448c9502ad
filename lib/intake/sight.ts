import { outlineOfDer } from "@/lib/certificates/public";
import { type Sign, startScan } from "./scan/sign";
import { scanText } from "./scan/text";

/** Longer texts are for no plain field; what is behind this is not looked at, and said to be unread. */
const MAX_TEXT = 2_000_000;
/** Opening a block costs more than finding it. No field takes more than 50 certificates. */
const MAX_BLOCKS = 60;

/** `tooMuch`: nothing was seen, but not all was looked at. */
interface SightedSecret {
  what: string;
  tooMuch?: true;
}

/**
 * The first sign of a secret in a text meant for a plain field (a name, a description, a tag, an ARN, a message, a
 * string of a policy); undefined where there is none. Certificates, ARNs, ids and fingerprints are none, an access key
 * ID alone is none. Linear. What it says holds nothing of the secret.
 */
export function sightSecret(text: string): SightedSecret | undefined {
  if (text.length > MAX_TEXT) return { what: "a text that is too long to be looked through", tooMuch: true };
  const scan = startScan();
  scanText(/[\r\n]/.test(text) ? text : linesAgain(text), "", scan);
  let blocks = 0;
  for (const sign of scan.signs) {
    if (sign.kind === "block") blocks += 1;
    if (blocks > MAX_BLOCKS && sign.kind === "block") continue;
    const what = secretOf(sign);
    if (what !== undefined) return { what };
  }
  if (blocks <= MAX_BLOCKS) return undefined;
  return { what: "a text with more certificates than are looked through", tooMuch: true };
}

/** How a line of a dump begins: xxd, hexdump -C, od. */
const DUMP_LINE =
  /(?=[0-9a-f]{8}: (?:[0-9a-f]{4} ){4}|[0-9a-f]{8} {2}(?:[0-9a-f]{2} ){4}|[0-7]{7} (?:[0-9a-f]{2} ){4})/g;

/** A field of one line takes line breaks out of what is pasted: they are put back where a dump has its addresses. */
function linesAgain(text: string): string {
  return text.length < 200 ? text : text.replace(DUMP_LINE, "\n");
}

function secretOf(sign: Sign): string | undefined {
  switch (sign.kind) {
    case "secret":
      return sign.what;
    case "aws-secret":
      return "an AWS secret access key";
    case "aws-session":
      return "an AWS session token";
    case "block": {
      const kind = outlineOfDer(sign.der);
      if (kind === "private-key" || /PRIVATE/.test(sign.label)) return "a private key";
      return kind === "pkcs12" ? "a PKCS#12 file" : undefined;
    }
    default:
      return undefined;
  }
}
