import type { KeyFacts, SignatureFacts } from "../read/algorithms";
import { DerFault, readDer } from "../read/der";
import { child, integerOf, owned } from "../read/der-values";
import { withFullPoint } from "../read/public-key";

/** `unsupported`: this runtime lacks the algorithm, so nobody can say; never to be read as a bad signature. */
export type SignatureState = "good" | "bad" | "unsupported";

const COORDINATE: Readonly<Record<string, number>> = { "P-256": 32, "P-384": 48, "P-521": 66 };

interface Scheme {
  import: RsaHashedImportParams | EcKeyImportParams | Algorithm;
  verify: AlgorithmIdentifier | RsaPssParams | EcdsaParams;
  signature: Uint8Array<ArrayBuffer>;
  spki: Uint8Array<ArrayBuffer>;
}

/**
 * Whether `signature` over `data` is by the key in `spki`. WebCrypto alone, so Node and browsers agree.
 * It has no SHA-224, MD5, DSA, Brainpool, secp256k1 or Ed448 (and ML-DSA in some runtimes only).
 */
export async function verifySignature(request: {
  data: Uint8Array<ArrayBuffer>;
  algorithm: SignatureFacts;
  signature: Uint8Array<ArrayBuffer>;
  spki: Uint8Array<ArrayBuffer>;
  key: KeyFacts;
}): Promise<SignatureState> {
  const scheme = schemeOf(request);
  if (scheme === "unsupported" || scheme === "bad") return scheme;
  let key: CryptoKey;
  try {
    key = await crypto.subtle.importKey("spki", scheme.spki, scheme.import, false, ["verify"]);
  } catch (error) {
    // NotSupportedError: no such algorithm. DataError on a curve that is supported: the key is not a point on it.
    return nameOf(error) === "DataError" && request.algorithm.family !== "RSA-PSS" ? "bad" : "unsupported";
  }
  try {
    return (await crypto.subtle.verify(scheme.verify, key, scheme.signature, request.data)) ? "good" : "bad";
  } catch (error) {
    return nameOf(error) === "NotSupportedError" ? "unsupported" : "bad";
  }
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : "";
}

function schemeOf({
  algorithm,
  signature,
  spki,
  key,
}: Parameters<typeof verifySignature>[0]): Scheme | "unsupported" | "bad" {
  const { family, hash } = algorithm;
  if (key.unusable !== undefined) return "bad";
  if (!algorithm.parametersUsual) return "unsupported";
  if (family === "EdDSA" || family === "ML-DSA") {
    if (key.kind !== algorithm.name) return "bad";
    return { import: { name: algorithm.name }, verify: { name: algorithm.name }, signature, spki };
  }
  const needs = family === "ECDSA" ? "EC" : "RSA";
  if (family === "other" || family === "DSA") return "unsupported";
  if (key.kind !== needs && !(family === "RSA-PSS" && key.kind === "RSA-PSS")) return "bad";
  if (hash === undefined || !/^SHA-(1|256|384|512)$/.test(hash)) return "unsupported";
  if (family === "ECDSA") {
    const size = key.curve === undefined ? undefined : COORDINATE[key.curve];
    if (size === undefined || key.curve === undefined) return "unsupported";
    const raw = rawEcdsa(signature, size);
    if (raw === undefined) return "bad";
    return {
      import: { name: "ECDSA", namedCurve: key.curve },
      verify: { name: "ECDSA", hash },
      signature: raw,
      spki: withFullPoint(spki, key.curve),
    };
  }
  // A key of OID id-RSASSA-PSS is refused by WebCrypto's import; the same numbers under rsaEncryption are taken.
  if (key.kind === "RSA-PSS") return "unsupported";
  // Chromium refuses odd sizes and exponents; RFC 8017 has no such limit, and keys under 1024 bits are nobody's.
  if ((key.bits ?? 0) < 512 || (key.bits ?? 0) > 16_384) return "unsupported";
  if (family === "RSA-PSS")
    return {
      import: { name: "RSA-PSS", hash },
      verify: { name: "RSA-PSS", saltLength: algorithm.saltLength ?? 0 },
      signature,
      spki,
    };
  return { import: { name: "RSASSA-PKCS1-v1_5", hash }, verify: "RSASSA-PKCS1-v1_5", signature, spki };
}

/** SEQUENCE { r, s } to r‖s, as WebCrypto has it. Undefined where it is not such a sequence. */
export function rawEcdsa(der: Uint8Array, size: number): Uint8Array<ArrayBuffer> | undefined {
  try {
    const sequence = readDer(der);
    if (sequence.children.length !== 2) return undefined;
    const out = new Uint8Array(size * 2);
    for (const [index, node] of [child(sequence, 0), child(sequence, 1)].entries()) {
      if (integerOf(node) <= 0n) return undefined;
      const octets = node.content[0] === 0 ? node.content.subarray(1) : node.content;
      if (octets.length > size) return undefined;
      out.set(octets, index * size + size - octets.length);
    }
    return owned(out);
  } catch (error) {
    if (error instanceof DerFault) return undefined;
    throw error;
  }
}
