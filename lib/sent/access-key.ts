import { z } from "zod";
import { holdsPrivateKey } from "@/lib/certificates/public";

/**
 * An access key, at the few places where one may travel: as AWS writes its parts. A private key in their place is none:
 * it is longer, has other signs, or reads as one.
 */
const form = (most: number, signs: RegExp) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most, `must have at most ${most.toLocaleString("en")} characters`)
    .regex(signs, "must be as AWS showed it: letters, digits, and no blanks")
    .refine((text) => !holdsPrivateKey(text), "looks like a private key, which is not sent");

export const accessKeyForms = {
  // Of hexadecimal alone is a private key's number, never a part of an access key.
  accessKeyId: form(128, /^(?![0-9a-fA-F]{56,}$)\w+$/),
  secretAccessKey: form(128, /^(?![0-9a-fA-F]{56,}$)[A-Za-z0-9/+=]+$/),
  /** Base64 of bytes that begin as AWS's do: a piece of a key in base64 has the same signs, and another beginning. */
  sessionToken: form(8000, /^[A-Za-z0-9/+=]+$/).refine(
    beginsAsToken,
    "does not begin as AWS's session tokens do: copy the whole of it",
  ),
} as const;

/**
 * AWS documents no form of its tokens. All that are publicly known begin with one octet, then 0x0A and a short text of
 * letters with its length before it ("aws", "er/aws", "origin_ec"), as protocol buffers write a first field.
 */
function beginsAsToken(base64: string): boolean {
  const head = fromBase64(base64.slice(0, 64));
  const length = head.charCodeAt(2);
  return (
    head.charCodeAt(1) === 0x0a &&
    length >= 3 &&
    length <= 40 &&
    /^[a-z][a-z0-9_/.-]*$/i.test(head.slice(3, 3 + length)) &&
    head.length >= 3 + length
  );
}

function fromBase64(text: string): string {
  try {
    return atob(text.slice(0, text.length - (text.length % 4)));
  } catch {
    return "";
  }
}
