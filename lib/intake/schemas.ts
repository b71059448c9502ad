import { z } from "zod";
import { outlineOfDer, rewritePem } from "@/lib/certificates/public";

/**
 * Schemas for what a browser sends after `recognise()`: PEM exactly as this room writes it (64-character lines, LF, a
 * final newline), whose DER is of the shape that its label says. Anything else is refused, with a sentence that repeats
 * nothing of it.
 */
function onlyPem(label: string, kind: ReturnType<typeof outlineOfDer>, most: number, maxBytes: number) {
  return z
    .string()
    .max(maxBytes)
    .refine((text) => isWritten(text, label, kind, most), {
      error: `This must be ${label} blocks as the wizard's page writes them. Load the page again, and give the file there.`,
    });
}

function isWritten(
  text: string,
  label: string,
  kind: ReturnType<typeof outlineOfDer>,
  most: number,
): boolean {
  const blocks = rewritePem(text, label);
  return (
    blocks !== undefined &&
    blocks.length >= 1 &&
    blocks.length <= most &&
    blocks.every((b) => outlineOfDer(b) === kind)
  );
}

/** 1 to 50 certificates. */
export const certificatesPem = onlyPem("CERTIFICATE", "certificate", 50, 400_000);
/** One revocation list; Roles Anywhere takes 300,000 bytes. */
export const revocationListPem = onlyPem("X509 CRL", "revocation-list", 1, 1_000_000);
/** One certificate request. */
export const requestPem = onlyPem("CERTIFICATE REQUEST", "request", 1, 100_000);
