import { given } from "@/lib/given";
import type { Curve } from "../read/curve-table";
import { curveOf, pointOctets, publicPointOf, readPoint } from "../read/curves";
import { type DerNode, TAG } from "../read/der";
import { bitsOf, child, integerOf, owned, toHex, wrapDer } from "../read/der-values";

/** Larger numbers are not checked: nobody has such a key, and it would take seconds. */
const MAX_BITS = 16_384;

/**
 * Whether the numbers of an RSAPrivateKey (RFC 8017 A.1.2) fit each other. A runtime may sign with some of them and
 * never look at the others; the next program uses the others. Undefined where they are too large to check.
 */
export function rsaFits(rsa: DerNode): boolean | undefined {
  if (rsa.children.some(({ content }) => content.length * 8 > MAX_BITS + 8)) return undefined;
  const [, n = 0n, e = 0n, d = 0n, p = 0n, q = 0n, dp = 0n, dq = 0n, inverse = 0n] = rsa.children
    .slice(0, 9)
    .map(integerOf);
  if (e < 2n || p < 3n || q < 3n || d < 2n || n !== p * q) return false;
  const [less, less2] = [p - 1n, q - 1n];
  return (
    (e * d) % less === 1n &&
    (e * d) % less2 === 1n &&
    dp === d % less &&
    dq === d % less2 &&
    (inverse * q) % p === 1n
  );
}

export interface EcParts {
  /** 04‖x‖y of the secret number; where the curve is not known here, the point as the file has it. */
  publicPart?: Uint8Array<ArrayBuffer> | undefined;
  /** False where the file's public point is not the secret's, or the secret is none. Undefined: curve not known here. */
  fits?: boolean | undefined;
  /** ECPrivateKey as OpenSSL writes it into PKCS#8: all octets of the secret, the point in full, no curve inside. */
  inner: Uint8Array<ArrayBuffer>;
}

/** What an ECPrivateKey (RFC 5915) holds. Its public point proves nothing: it is derived from the secret again. */
export function ecParts(ec: DerNode, curveName: string | undefined): EcParts {
  const secret = child(ec, 1, TAG.octetString);
  const at = ec.children.find(({ tag }) => tag === 0xa1);
  const written = at === undefined ? undefined : owned(bitsOf(child(at, 0)));
  const curve = curveOf(curveName);
  if (curve === undefined) return { inner: owned(ec.whole), ...given({ publicPart: written }) };
  const number = secretOf(secret.content, curve);
  const point = publicPointOf(number, curve);
  if (point === undefined) return { inner: owned(ec.whole), fits: false };
  const publicPart = pointOctets(point, curve);
  if (written !== undefined) {
    const stated = readPoint(written, curve);
    if (stated?.x !== point.x || stated.y !== point.y)
      return { inner: owned(ec.whole), publicPart, fits: false };
  }
  const inner = wrapDer(
    TAG.sequence,
    Uint8Array.of(TAG.integer, 1, 1),
    wrapDer(TAG.octetString, octets(number, curve)),
    wrapDer(0xa1, wrapDer(TAG.bitString, Uint8Array.of(0), publicPart)),
  );
  return { inner, publicPart, fits: true };
}

/** The secret number of an ECPrivateKey's octets; 0 where there are none, or more than a number of the curve has. */
export function secretOf(content: Uint8Array, { size }: Curve): bigint {
  const hex = toHex(content.subarray(0, size * 2 + 1)).replace(/^(00)+/, "");
  return hex === "" || hex.length > size * 2 ? 0n : BigInt(`0x${hex}`);
}

function octets(number: bigint, { size }: Curve): Uint8Array {
  const hex = number.toString(16).padStart(size * 2, "0");
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
