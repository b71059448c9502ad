import { DerFault, type DerNode, TAG } from "../read/der";
import { child, integerOf } from "../read/der-values";

/**
 * The structure of each form of private key, member by member. A reader that takes what it needs and leaves the rest
 * passes a key that is damaged elsewhere, and the next program (OpenSSL) refuses it.
 */

/** PrivateKeyInfo of PKCS#8, RFC 5208 and 5958. Throws DerFault. */
export function checkPkcs8(key: DerNode): void {
  sequence(key);
  const version = versionOf(key);
  const [, algorithm, inner, ...rest] = key.children;
  if (algorithm?.tag !== TAG.sequence || inner?.tag !== TAG.octetString)
    throw new DerFault("a key without its algorithm and content");
  // [0] attributes; [1] the public key, in the second version only.
  const allowed = version === 1n ? [0xa0, 0x81, 0xa1] : [0xa0];
  if (version < 0n || version > 1n) throw new DerFault("a key of an unknown version");
  inOrder(rest, allowed);
}

/** RSAPrivateKey, RFC 8017 A.1.2, of two primes. Throws DerFault. */
export function checkRsaKey(key: DerNode): void {
  sequence(key);
  const integers = key.children.filter(({ tag }) => tag === TAG.integer);
  if (integers.length !== 9 || key.children.length !== 9 || versionOf(key) !== 0n)
    throw new DerFault("an RSA key without its nine numbers");
}

/** ECPrivateKey, RFC 5915. Throws DerFault. */
export function checkEcKey(key: DerNode): void {
  sequence(key);
  const [, secret, ...rest] = key.children;
  if (versionOf(key) !== 1n) throw new DerFault("an EC key of an unknown version");
  if (secret?.tag !== TAG.octetString) throw new DerFault("an EC key without its secret number");
  inOrder(rest, [0xa0, 0xa1]);
  for (const part of rest) {
    const [only, ...others] = part.children;
    const tags = part.tag === 0xa1 ? [TAG.bitString] : [TAG.oid, TAG.sequence];
    if (only === undefined || others.length > 0 || !tags.some((tag) => tag === only.tag))
      throw new DerFault("an EC key whose curve or public point is damaged");
    if (part.tag === 0xa1 && only.content[0] !== 0)
      throw new DerFault("a public point that does not consist of whole octets");
  }
}

function sequence({ tag }: DerNode): void {
  if (tag !== TAG.sequence) throw new DerFault("a key that is no SEQUENCE");
}

const versionOf = (key: DerNode): bigint => integerOf(child(key, 0, TAG.integer));

/** Each at most once, in this order, and nothing else. */
function inOrder(parts: readonly DerNode[], tags: readonly number[]): void {
  let from = 0;
  for (const { tag } of parts) {
    const at = tags.indexOf(tag, from);
    if (at === -1) throw new DerFault("a key with a member that does not belong in it");
    from = at + 1;
  }
}
