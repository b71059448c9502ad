import { type KeyFacts, type KeyKind, readKey, withRsaNumbers } from "./algorithms";
import { curveOf, pointOctets, readPoint } from "./curves";
import { DerFault, type DerNode, readDer, TAG } from "./der";
import { bitsOf, child, wrapDer } from "./der-values";

/** Octets of a public key of the kinds that have one size (RFC 8410, RFC 9881). */
const sizes: Partial<Record<KeyKind, number>> = {
  Ed25519: 32,
  Ed448: 57,
  "ML-DSA-44": 1312,
  "ML-DSA-65": 1952,
  "ML-DSA-87": 2592,
};

/**
 * What a certificate's key is. Octets that are no key of their kind are told in `unusable`, so that everything else
 * that can be said of the certificate is said as well. Throws DerFault where not even the kind can be told.
 */
export function readPublicKey(spki: DerNode): KeyFacts {
  const bare = readKey(spki);
  try {
    return withContent(bare, spki);
  } catch (error) {
    if (!(error instanceof DerFault)) throw error;
    return { ...bare, unusable: error.message };
  }
}

function withContent(bare: KeyFacts, spki: DerNode): KeyFacts {
  const bits = bitsOf(child(spki, 1));
  const algorithm = child(spki, 0);
  const parameters = algorithm.children[1];
  if (algorithm.children.length > 2) throw new DerFault("an algorithm with too many parts");
  if (bare.kind === "RSA" || bare.kind === "RSA-PSS") {
    const usual = parameters === undefined || parameters.tag === TAG.null;
    if (bare.kind === "RSA" && !usual)
      throw new DerFault("an RSA key with parameters, which RSA does not have");
    return withRsaNumbers(bare, readDer(bits));
  }
  const curve = bare.kind === "EC" ? curveOf(bare.curve) : undefined;
  if (curve !== undefined && readPoint(bits, curve) === undefined)
    throw new DerFault(`a public key that is no point of the curve ${bare.curve}`);
  const size = sizes[bare.kind];
  if (size !== undefined && (bits.length !== size || parameters !== undefined))
    throw new DerFault(`a public key that is not one of ${bare.kind}`);
  return bare;
}

/** The same key info with its point in full: not every runtime takes a compressed one. Throws DerFault. */
export function withFullPoint(spki: Uint8Array<ArrayBuffer>, curveName: string): Uint8Array<ArrayBuffer> {
  const node = readDer(spki);
  const bits = bitsOf(child(node, 1));
  const curve = curveOf(curveName);
  const point = curve === undefined || bits[0] === 4 ? undefined : readPoint(bits, curve);
  if (curve === undefined || point === undefined) return spki;
  const octets = wrapDer(TAG.bitString, Uint8Array.of(0), pointOctets(point, curve));
  return wrapDer(TAG.sequence, child(node, 0).whole, octets);
}
