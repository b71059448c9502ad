import { curveOf, pointOctets, readPoint, signsFor } from "../read/curves";
import { readDer, TAG } from "../read/der";
import { bitsOf, child, owned, sameBytes, wrapDer } from "../read/der-values";
import type { ReadCertificate } from "../read/facts";
import { secretOf } from "./parts";
import { type PrivateKey, RSA_ALGORITHM, VERSION_0 } from "./read";

/** The public key bits of a certificate; a point of an elliptic curve in full, however it is written there. */
function publicBits({ spki, facts }: ReadCertificate): Uint8Array<ArrayBuffer> {
  const bits = owned(bitsOf(child(readDer(spki), 1)));
  const curve = facts.key.kind === "EC" ? curveOf(facts.key.curve) : undefined;
  const point = curve === undefined ? undefined : readPoint(bits, curve);
  return curve === undefined || point === undefined ? bits : pointOctets(point, curve);
}

/** Undefined where the key does not carry a public part to compare. That they are the same proves nothing. */
export function samePublicPart(key: PrivateKey, certificate: ReadCertificate): boolean | undefined {
  return key.publicPart === undefined ? undefined : sameBytes(key.publicPart, publicBits(certificate));
}

/**
 * Signs with the key and verifies with the certificate. `damaged`: the runtime has the algorithm, takes the
 * certificate's key and not this one. `unsupported`: it lacks the algorithm, so nobody can say.
 */
export async function prove(
  key: PrivateKey,
  certificate: ReadCertificate,
): Promise<"good" | "bad" | "damaged" | "unsupported"> {
  if (key.facts.kind === "EC") return (await byRuntime(key, certificate)) ?? ownProof(key, certificate);
  return (await byRuntime(key, certificate)) ?? "unsupported";
}

async function byRuntime(key: PrivateKey, certificate: ReadCertificate) {
  const { kind, curve } = key.facts;
  const rsa = kind === "RSA" || kind === "RSA-PSS";
  const algorithm = rsa
    ? { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" }
    : kind === "EC" && curve !== undefined
      ? { name: "ECDSA", namedCurve: curve }
      : { name: kind };
  const operation = kind === "EC" ? { name: "ECDSA", hash: "SHA-256" } : { name: algorithm.name };
  const theirs = await taken("spki", spkiOf(certificate), algorithm, "verify");
  if (theirs === undefined) return undefined;
  // WebCrypto takes RSA keys under their plain name only.
  const pkcs8 =
    kind === "RSA-PSS"
      ? wrapDer(TAG.sequence, VERSION_0, RSA_ALGORITHM, wrapDer(TAG.octetString, key.inner))
      : key.pkcs8;
  const own = await taken("pkcs8", pkcs8, algorithm, "sign");
  if (own === undefined) return key.fits === true ? undefined : "damaged";
  const text = crypto.getRandomValues(new Uint8Array(32));
  try {
    const signature = await crypto.subtle.sign(operation, own, text);
    return (await crypto.subtle.verify(operation, theirs, signature, text)) ? "good" : "bad";
  } catch {
    return key.fits === true ? undefined : "damaged";
  }
}

function spkiOf(certificate: ReadCertificate): Uint8Array<ArrayBuffer> {
  const { kind } = certificate.facts.key;
  const algorithm = kind === "RSA-PSS" ? RSA_ALGORITHM : child(readDer(certificate.spki), 0).whole;
  return wrapDer(TAG.sequence, algorithm, wrapDer(TAG.bitString, Uint8Array.of(0), publicBits(certificate)));
}

async function taken(
  format: "spki" | "pkcs8",
  der: Uint8Array<ArrayBuffer>,
  algorithm: Parameters<SubtleCrypto["importKey"]>[2],
  use: KeyUsage,
): Promise<CryptoKey | undefined> {
  try {
    return await crypto.subtle.importKey(format, der, algorithm, false, [use]);
  } catch {
    return undefined;
  }
}

/** For the curves that this room knows and the runtime does not. */
function ownProof(key: PrivateKey, certificate: ReadCertificate): "good" | "bad" | "unsupported" {
  const curve = curveOf(key.facts.curve);
  const point = curve === undefined ? undefined : readPoint(publicBits(certificate), curve);
  if (curve === undefined || point === undefined) return "unsupported";
  const secret = secretOf(child(readDer(key.inner), 1, TAG.octetString).content, curve);
  return signsFor(secret, point, curve) ? "good" : "bad";
}
