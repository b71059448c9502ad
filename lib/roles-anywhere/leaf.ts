import "reflect-metadata";
import { PemConverter, X509Certificate } from "@peculiar/x509";
import { type Problem, problem } from "@/lib/problems";
import type { LeafKey } from "./request";

export interface Leaf {
  der: Uint8Array;
  /** Decimal, as the Authorization header wants it. */
  serialNumber: string;
  keyType: LeafKey;
}

// NIST's arc of the three ML-DSA parameter sets.
const ML_DSA = /^2\.16\.840\.1\.101\.3\.4\.3\.(17|18|19)$/;

/** What CreateSession needs of the client certificate. */
export function readLeaf(input: string | Uint8Array): Leaf | Problem {
  const [der] = dersOf(input);
  if (der === undefined) return problem("session-certificate-unreadable", { field: "clientPem" });
  try {
    const certificate = new X509Certificate(Uint8Array.from(der));
    const name = certificate.publicKey.algorithm.name;
    const keyType = keyTypeOf(name);
    if (keyType === undefined)
      return problem("session-key-unsupported", { values: { found: name }, field: "clientPem" });
    return { der, serialNumber: BigInt(`0x${certificate.serialNumber}`).toString(10), keyType };
  } catch {
    return problem("session-certificate-unreadable", { field: "clientPem" });
  }
}

function keyTypeOf(name: string): LeafKey | undefined {
  // A key that is bound to PSS cannot make the PKCS#1 v1.5 signature that Roles Anywhere asks for.
  if (name === "RSASSA-PKCS1-v1_5") return "RSA";
  if (name === "ECDSA") return "EC";
  return ML_DSA.test(name) || /^ML-DSA/.test(name) ? "ML-DSA" : undefined;
}

/** The certificates of a PEM text as DER, in their order; DER bytes stay as they are. */
export function dersOf(input: string | Uint8Array): Uint8Array[] {
  if (typeof input !== "string") return [input];
  return blocksOf(input).flatMap((block) => {
    try {
      return PemConverter.decode(block).map((buffer) => new Uint8Array(buffer));
    } catch {
      return [];
    }
  });
}

/** From each BEGIN line of a certificate to the END line that follows. */
function blocksOf(text: string): string[] {
  const blocks: string[] = [];
  const begin = /-----BEGIN (?:X509 |TRUSTED )?CERTIFICATE-----/g;
  for (let found = begin.exec(text); found !== null; found = begin.exec(text)) {
    const end = text.indexOf("-----END ", begin.lastIndex);
    const close = end < 0 ? -1 : text.indexOf("-----", end + 9);
    if (close < 0) break;
    blocks.push(text.slice(found.index, close + 5));
    begin.lastIndex = close + 5;
  }
  return blocks;
}
