import { isProblem, type Problem, problem } from "@/lib/problems";
import type { Verdict } from "@/lib/verdict";
import { type KeyMatch, keyVerdict } from "../key-words";
import { keyWords } from "../read/algorithms";
import { readDer } from "../read/der";
import { bitsOf, child, sameBytes } from "../read/der-values";
import type { ReadCertificate } from "../read/facts";
import { shown } from "../read/names";
import { readPieces } from "../read/pieces";
import { type PrivateKey, readPrivateKey } from "./read";

export interface KeyRequest {
  /** The client certificate, any form. With a chain: the first certificate whose key this is, or the first. */
  certificate: string | Uint8Array;
  privateKey: string | Uint8Array;
  /** Of the key, or of the PKCS#12 file that holds it. */
  passphrase?: string | undefined;
  now?: Date | undefined;
}

/**
 * Whether a private key belongs to a certificate, proven by a signature that the certificate's public key verifies.
 * Where this runtime lacks the algorithm, the public parts are compared; where the key carries none, it is `unknown`.
 * Runs in the browser: the key is used and nothing of it is kept or returned. Never throws.
 */
export async function matchPrivateKey(request: KeyRequest): Promise<Verdict> {
  const at = request.now ?? new Date();
  try {
    const certificates = certificatesOf(request.certificate);
    if (isProblem(certificates)) return refused(at, certificates, "unknown");
    const key = await readPrivateKey(request.privateKey, request.passphrase);
    if (isProblem(key))
      return refused(at, key, key.code === "key-malformed" || key.code === "key-none" ? "fail" : "unknown");
    const own = certificates.find((c) => samePublicPart(key, c) === true) ?? certificates[0];
    if (own === undefined)
      return refused(at, problem("certificate-none", { values: { found: "nothing" } }), "unknown");
    return await judge(key, own, at);
  } catch (error) {
    return refused(
      at,
      problem("key-malformed", { values: { reason: error instanceof Error ? error.name : "unreadable" } }),
      "unknown",
    );
  }
}

function certificatesOf(input: string | Uint8Array): ReadCertificate[] | Problem {
  const read = readPieces(input);
  if (isProblem(read)) return read;
  const found = read.pieces.flatMap((piece) => (piece.kind === "certificate" ? [piece.certificate] : []));
  return found.length > 0 ? found : problem("certificate-none", { values: { found: "other things" } });
}

async function judge(key: PrivateKey, certificate: ReadCertificate, at: Date): Promise<Verdict> {
  const { facts } = certificate;
  const same = samePublicPart(key, certificate);
  const said = (reason: KeyMatch, found?: string) =>
    worded(reason, at, {
      certificate: `the certificate ${shown(facts.subject.text || "(empty subject)", 200)}`,
      ...(found === undefined ? {} : { found }),
    });
  if (
    key.facts.kind !== facts.key.kind ||
    key.facts.bits !== facts.key.bits ||
    key.facts.curve !== facts.key.curve
  )
    return said(
      "other-kind",
      `Another kind of key: the key is ${keyWords(key.facts)}, the certificate's is ${keyWords(facts.key)}.`,
    );
  const proof = await prove(key, certificate);
  if (proof === "good" && same !== false)
    return said(
      "signature-verifies",
      `The key's signature verifies with the certificate (${keyWords(key.facts)}).`,
    );
  if (proof === "bad" || same === false) return said("other-key");
  if (same === true)
    return said(
      "public-part-same",
      `The public part of the key is the certificate's (${keyWords(key.facts)}). This program cannot sign with this kind.`,
    );
  return said(
    "not-usable",
    `This program cannot use a key of this kind (${keyWords(key.facts)}), and the key does not carry its public part.`,
  );
}

function worded(
  reason: KeyMatch,
  at: Date,
  said: { certificate?: string | undefined; found?: string | undefined },
): Verdict {
  const verdict = keyVerdict({ id: "private-key.match", reason }, at, said);
  if (verdict === undefined) throw new RangeError(`No words for ${reason}.`);
  return verdict;
}

/** Undefined where the key does not carry a public part to compare. */
function samePublicPart(key: PrivateKey, certificate: ReadCertificate): boolean | undefined {
  if (key.publicPart === undefined) return undefined;
  return sameBytes(key.publicPart, bitsOf(child(readDer(certificate.spki), 1)));
}

async function prove(key: PrivateKey, certificate: ReadCertificate): Promise<"good" | "bad" | "unsupported"> {
  const { kind, curve } = key.facts;
  const algorithm =
    kind === "RSA"
      ? { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" }
      : kind === "EC" && curve !== undefined
        ? { name: "ECDSA", namedCurve: curve }
        : { name: kind };
  const operation = kind === "EC" ? { name: "ECDSA", hash: "SHA-256" } : { name: algorithm.name };
  const text = crypto.getRandomValues(new Uint8Array(32));
  try {
    const own = await crypto.subtle.importKey("pkcs8", key.pkcs8, algorithm, false, ["sign"]);
    const theirs = await crypto.subtle.importKey("spki", certificate.spki, algorithm, false, ["verify"]);
    const signature = await crypto.subtle.sign(operation, own, text);
    return (await crypto.subtle.verify(operation, theirs, signature, text)) ? "good" : "bad";
  } catch {
    return "unsupported";
  }
}

function refused(at: Date, found: Problem, status: "fail" | "unknown"): Verdict {
  const verdict = worded(status === "fail" ? "not-a-key" : "not-read", at, {
    certificate: "client certificate",
    found: `${found.title}. ${found.sentence}`,
  });
  return { ...verdict, remedy: { text: found.remedy } };
}
