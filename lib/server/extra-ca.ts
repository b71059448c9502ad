import { X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";

/** @throws Error with a sentence when the file of EXTRA_CA_FILE is no PEM file of certificates that can be read */
export function requireExtraCa(file: string | undefined): void {
  if (file === undefined) return;
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown error";
    throw new Error(`EXTRA_CA_FILE (${file}) cannot be read (${code}).`);
  }
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? [];
  if (blocks.length === 0) throw new Error(`EXTRA_CA_FILE (${file}) holds no PEM certificate.`);
  for (const [index, block] of blocks.entries()) {
    try {
      new X509Certificate(block);
    } catch {
      throw new Error(`EXTRA_CA_FILE (${file}): certificate ${index + 1} cannot be read.`);
    }
  }
}
