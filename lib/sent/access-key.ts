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

/** How the body of an OpenSSH key begins ("openssh-key"), which is base64 of bytes like a token. */
const OPENSSH = "b3BlbnNzaC1rZXk";

export const accessKeyForms = {
  // Of hexadecimal alone is a private key's number, never a part of an access key.
  accessKeyId: form(128, /^(?![0-9a-fA-F]{56,}$)\w+$/),
  secretAccessKey: form(128, /^(?![0-9a-fA-F]{56,}$)[A-Za-z0-9/+=]+$/),
  /**
   * Base64 of bytes: hexadecimal, which has only small or only capital letters, is something else, and so is the base64
   * of a text, such as a key in JSON.
   */
  sessionToken: form(8000, /^(?=.*[a-z])(?=.*[A-Z])[A-Za-z0-9/+=]+$/)
    .refine((text) => !isTextInBase64(text), "is a text in base64, and no session token of AWS")
    .refine((text) => !text.startsWith(OPENSSH), "looks like a private key, which is not sent"),
} as const;

/** Whether base64 decodes to printable ASCII alone, which bytes of this number do by no chance. */
function isTextInBase64(base64: string): boolean {
  try {
    return base64.length > 40 && /^[\t\n\r\x20-\x7e]*$/.test(atob(base64));
  } catch {
    return false;
  }
}
