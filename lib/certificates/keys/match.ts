import { given } from "@/lib/given";
import { isProblem, type Problem, problem } from "@/lib/problems";
import type { Verdict } from "@/lib/verdict";
import { type KeyMatch, keyVerdict } from "../key-words";
import { keyWords } from "../read/algorithms";
import type { ReadCertificate } from "../read/facts";
import { shown } from "../read/names";
import { readPieces } from "../read/pieces";
import { prove, samePublicPart } from "./prove";
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
 * Whether a private key belongs to a certificate: `pass` only by a signature that the certificate's public key
 * verifies. Where neither this runtime nor this room has the algorithm it is `unknown`, whatever public part the file
 * carries: that can be anybody's.
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
      ...given({ found }),
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
  if (key.fits === false)
    return said(
      "not-consistent",
      `The numbers of this key (${keyWords(key.facts)}) contradict each other: its secret part does not belong to its public part.`,
    );
  if (same === false) return said("other-key");
  const proof = await prove(key, certificate);
  if (proof === "good")
    return said(
      "signature-verifies",
      `The key's signature verifies with the certificate (${keyWords(key.facts)}).`,
    );
  if (proof === "bad") return said("other-key");
  if (proof === "damaged") return said("not-consistent");
  return said(
    "not-usable",
    `This program cannot sign with a key of this kind (${keyWords(key.facts)}), so it cannot tell whether it is the certificate's.`,
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

function refused(at: Date, found: Problem, status: "fail" | "unknown"): Verdict {
  const verdict = worded(status === "fail" ? "not-a-key" : "not-read", at, {
    certificate: "client certificate",
    found: `${found.title}. ${found.sentence}`,
  });
  return { ...verdict, remedy: { text: found.remedy } };
}
