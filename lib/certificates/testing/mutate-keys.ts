import { createPrivateKey, createPublicKey, ECDH, X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { matchPrivateKey } from "../keys";
import { readDer, TAG } from "../read/der";
import { bitsOf, child, fromBase64, toPem, wrapDer } from "../read/der-values";
import { type Random, randomFrom } from "./generate";
import type { KeyKind, Openssl } from "./openssl";

const kinds: readonly KeyKind[] = ["rsa", "p256", "p384", "p521", "secp256k1", "brainpool", "ed25519", "pss"];

interface Pair {
  kind: KeyKind;
  certificate: string;
  der: Uint8Array<ArrayBuffer>;
  other: Uint8Array<ArrayBuffer>;
  compressed: Uint8Array<ArrayBuffer>;
}

export interface KeyReport {
  inputs: number;
  /** Verdicts "pass": a key that is whole, or written otherwise, or damaged where nothing depends on it. */
  passed: number;
  failures: string[];
}

/**
 * Forges, damages, splices and compresses keys of every kind and matches them: no pass that is not the certificate's
 * key to OpenSSL too, no key refused that is whole, and every refusal has a reason.
 */
export async function mutateKeys(count: number, seed: number, o: Openssl): Promise<KeyReport> {
  const random = randomFrom(seed);
  const pairs = kinds.map((kind) => pairOf(o, kind));
  const report: KeyReport = { inputs: count, passed: 0, failures: [] };
  for (let index = 0; index < count; index += 1) {
    const pair = random.pick(pairs);
    const [what, der] = mutation(random, pair);
    const label = `${seed}/${index} ${pair.kind} ${what}`;
    const verdict = await matchPrivateKey({
      certificate: pair.certificate,
      privateKey: toPem("PRIVATE KEY", der),
    });
    const whole = what === "as it is" || what === "compressed";
    if (verdict.evidence.found === "") report.failures.push(`${label}: no reason`);
    if (whole && verdict.status !== "pass") report.failures.push(`${label}: ${verdict.evidence.found}`);
    if (verdict.status !== "pass") continue;
    report.passed += 1;
    const answer = whole ? "the same" : opensslSays(der, pair.certificate);
    if (answer !== "the same") report.failures.push(`${label}: passed, and ${answer}`);
  }
  return report;
}

/** Whether OpenSSL reads the key, and has the certificate's public key for it, compressed or in full. */
export function opensslSays(der: Uint8Array, certificate: string): string {
  try {
    const key = createPrivateKey({ key: Buffer.from(der), format: "der", type: "pkcs8" });
    const own = publicBits(createPublicKey(key));
    return own.equals(publicBits(new X509Certificate(certificate).publicKey))
      ? "the same"
      : "openssl has another public key";
  } catch (error) {
    return `openssl does not read it (${error instanceof Error ? error.message : ""})`;
  }
}

function publicBits(key: ReturnType<typeof createPublicKey>): Buffer {
  const bits = bitsOf(child(readDer(key.export({ format: "der", type: "spki" })), 1));
  const { namedCurve } = key.asymmetricKeyDetails ?? {};
  return Buffer.from(
    namedCurve === undefined ? bits : ECDH.convertKey(bits, namedCurve, undefined, undefined, "uncompressed"),
  );
}

function pairOf(o: Openssl, kind: KeyKind): Pair {
  const [own, other] = [o.key(kind, `soak-${kind}`), o.key(kind, `soak-other-${kind}`)];
  const file = join(o.dir, `soak-${kind}.pem`);
  o.run(["req", "-x509", "-new", "-key", own, "-subj", "/CN=soak", "-out", file]);
  const pkcs8 = (key: string) => derOf(o.run(["pkcs8", "-topk8", "-nocrypt", "-in", key]));
  const ec = !["rsa", "ed25519", "pss"].includes(kind);
  const short = join(o.dir, `soak-short-${kind}.key`);
  if (ec) o.run(["ec", "-in", own, "-conv_form", "compressed", "-out", short]);
  return {
    kind,
    certificate: readFileSync(file, "utf8"),
    der: pkcs8(own),
    other: pkcs8(other),
    compressed: pkcs8(ec ? short : own),
  };
}

const derOf = (pem: string) => fromBase64(pem.replace(/-----[^-]+-----|\s/g, ""));

function mutation(random: Random, { der, other, compressed }: Pair): [string, Uint8Array<ArrayBuffer>] {
  const kind = random.pick([
    "as it is",
    "compressed",
    "flip",
    "flip",
    "flip",
    "bytes",
    "parts",
    "parts",
    "other",
  ] as const);
  const changed = Uint8Array.from(random.chance(0.3) ? compressed : der);
  switch (kind) {
    case "as it is":
      return [kind, der];
    case "compressed":
      return [kind, compressed];
    case "flip": {
      const at = random.below(changed.length);
      changed[at] = (changed[at] ?? 0) ^ (1 << random.below(8));
      return [`flip at ${at}`, changed];
    }
    case "bytes":
      for (let i = random.below(6) + 1; i > 0; i -= 1)
        changed[random.below(changed.length)] = random.below(256);
      return ["bytes", changed];
    case "parts":
      return ["parts of two keys", spliced(random, der, other)];
    case "other":
      return ["another key", other];
  }
}

/** Some of the key's own parts, some of another's. */
function spliced(random: Random, der: Uint8Array, other: Uint8Array): Uint8Array<ArrayBuffer> {
  const [one, two] = [readDer(der), readDer(other)];
  const [mine, theirs] = [one, two].map((root) => readDer(child(root, 2).content));
  const inner =
    mine === undefined || theirs === undefined || mine.children.length === 0
      ? child(two, 2).content
      : wrapDer(
          TAG.sequence,
          ...mine.children.map(
            (node, at) => (random.chance(0.4) ? (theirs.children[at] ?? node) : node).whole,
          ),
        );
  return wrapDer(TAG.sequence, child(one, 0).whole, child(one, 1).whole, wrapDer(TAG.octetString, inner));
}
