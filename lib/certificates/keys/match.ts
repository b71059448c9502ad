import { isProblem, type Problem, problem } from "@/lib/problems";
import type { Verdict, VerdictStatus } from "@/lib/verdict";
import { keyWords } from "../read/algorithms";
import { readDer } from "../read/der";
import { bitsOf, child, sameBytes } from "../read/der-values";
import type { ReadCertificate } from "../read/facts";
import { shown } from "../read/names";
import { readPieces } from "../read/pieces";
import { sources } from "../rules/rule";
import { type PrivateKey, readPrivateKey } from "./read";

export interface KeyRequest {
  /** The client certificate, any form. With a chain: the first certificate whose key this is, or the first. */
  certificate: string | Uint8Array;
  privateKey: string | Uint8Array;
  /** Of the key, or of the PKCS#12 file that holds it. */
  passphrase?: string;
  now?: Date;
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
  const kinds = `the key is ${keyWords(key.facts)}, the certificate's is ${keyWords(facts.key)}`;
  if (
    key.facts.kind !== facts.key.kind ||
    key.facts.bits !== facts.key.bits ||
    key.facts.curve !== facts.key.curve
  )
    return verdict(at, certificate, "fail", `Another kind of key: ${kinds}.`);
  const proof = await prove(key, certificate);
  if (proof === "good" && same !== false)
    return verdict(
      at,
      certificate,
      "pass",
      `The key's signature verifies with the certificate (${keyWords(key.facts)}).`,
    );
  if (proof === "bad" || same === false)
    return verdict(
      at,
      certificate,
      "fail",
      "The key does not belong to this certificate: its public part is another.",
    );
  if (same === true)
    return verdict(
      at,
      certificate,
      "pass",
      `The public part of the key is the certificate's (${keyWords(key.facts)}). This program cannot sign with this kind.`,
    );
  return verdict(
    at,
    certificate,
    "unknown",
    `This program cannot use a key of this kind (${keyWords(key.facts)}), and the key does not carry its public part.`,
  );
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

function verdict(at: Date, { facts }: ReadCertificate, status: VerdictStatus, found: string): Verdict {
  return {
    id: "private-key.match",
    title: "The private key belongs to the client certificate",
    status,
    evidence: {
      kind: "browser",
      lookedAt: `Private key and the certificate ${shown(facts.subject.text || "(empty subject)", 200)}`,
      expected: "A signature by the key verifies with the certificate's public key",
      found,
      at,
    },
    why: "CipherTrust stores what it is given. A key that does not match shows only when a sign-in fails: “Invalid signature”.",
    source: sources.signing,
    ...(status === "fail"
      ? {
          remedy: {
            text: "Give the key that the certificate's request was made with. Both commands must print the same.",
            command:
              "openssl x509 -in client.pem -noout -pubkey | openssl sha256\nopenssl pkey -in client.key -pubout | openssl sha256",
            language: "bash" as const,
            where: "On the machine where the key is.",
          },
        }
      : {}),
  };
}

function refused(at: Date, found: Problem, status: VerdictStatus): Verdict {
  return {
    id: "private-key.match",
    title: "The private key belongs to the client certificate",
    status,
    evidence: {
      kind: "browser",
      lookedAt: "Private key and client certificate",
      expected: "A signature by the key verifies with the certificate's public key",
      found: `${found.title}. ${found.sentence}`,
      at,
    },
    source: sources.signing,
    remedy: { text: found.remedy },
  };
}
