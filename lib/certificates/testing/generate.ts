import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { sha1 } from "@noble/hashes/legacy.js";
import { TAG } from "../read/der";
import { toPem, wrapDer } from "../read/der-values";

/** Random but repeatable: mulberry32. */
export function randomFrom(seed: number) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return {
    next,
    below: (limit: number) => Math.floor(next() * limit),
    chance: (share: number) => next() < share,
    pick: <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T,
  };
}
export type Random = ReturnType<typeof randomFrom>;

export interface TestKey {
  kind: string;
  private: KeyObject;
  spki: Uint8Array;
  keyId: Uint8Array;
}

/** One key of each kind, and a second RSA one; made once, since they take the longest. */
export function makeKeys(): TestKey[] {
  const make = (kind: string, pair: { privateKey: KeyObject; publicKey: KeyObject }): TestKey => {
    const spki = new Uint8Array(createPublicKey(pair.privateKey).export({ type: "spki", format: "der" }));
    return {
      kind,
      private: createPrivateKey(pair.privateKey.export({ type: "pkcs8", format: "pem" })),
      spki,
      keyId: sha1(spki),
    };
  };
  const ec = (namedCurve: string) => make(namedCurve, generateKeyPairSync("ec", { namedCurve }));
  const rsa = (modulusLength: number) => make("rsa", generateKeyPairSync("rsa", { modulusLength }));
  return [
    rsa(2048),
    rsa(2048),
    rsa(1024),
    ec("P-256"),
    ec("P-384"),
    ec("P-521"),
    ec("secp256k1"),
    ec("brainpoolP256r1"),
    make("ed25519", generateKeyPairSync("ed25519")),
  ];
}

export function oid(dotted: string): Uint8Array {
  const [a = 0, b = 0, ...rest] = dotted.split(".").map(Number);
  const out: number[] = [];
  for (const part of [a * 40 + b, ...rest]) {
    const septets = [part % 128];
    for (let left = Math.floor(part / 128); left > 0; left = Math.floor(left / 128))
      septets.unshift((left % 128) | 0x80);
    out.push(...septets);
  }
  return wrapDer(TAG.oid, Uint8Array.from(out));
}

const seq = (...parts: Uint8Array[]) => wrapDer(TAG.sequence, ...parts);
const utf8 = (text: string) => wrapDer(TAG.utf8String, new TextEncoder().encode(text));
const NULL = Uint8Array.of(5, 0);

export const name = (...attributes: [string, string][]) =>
  seq(
    ...attributes.map(([type, value]) =>
      wrapDer(TAG.set, seq(oid({ CN: "2.5.4.3", O: "2.5.4.10", OU: "2.5.4.11" }[type] ?? type), utf8(value))),
    ),
  );

export function time(date: Date): Uint8Array {
  const digits = date.toISOString().replace(/[-:T]/g, "").slice(0, 14);
  const late = date.getUTCFullYear() >= 2050;
  return wrapDer(
    late ? TAG.generalizedTime : TAG.utcTime,
    new TextEncoder().encode(`${late ? digits : digits.slice(2)}Z`),
  );
}

export interface Extension {
  oid: string;
  critical: boolean;
  value: Uint8Array;
}

export const extensions = {
  basic: (ca: boolean, pathLength?: number, critical = true): Extension => ({
    oid: "2.5.29.19",
    critical,
    value: seq(
      ...(ca ? [Uint8Array.of(1, 1, 0xff)] : []),
      ...(pathLength === undefined ? [] : [Uint8Array.of(2, 1, pathLength)]),
    ),
  }),
  usage: (bits: number, critical = true): Extension => ({
    oid: "2.5.29.15",
    critical,
    value: wrapDer(
      TAG.bitString,
      bits === 0 ? Uint8Array.of(0) : Uint8Array.of(31 - Math.clz32(bits & -bits), bits),
    ),
  }),
  extendedUsage: (...usages: string[]): Extension => ({
    oid: "2.5.29.37",
    critical: false,
    value: seq(...usages.map(oid)),
  }),
  subjectKeyId: (id: Uint8Array): Extension => ({
    oid: "2.5.29.14",
    critical: false,
    value: wrapDer(TAG.octetString, id),
  }),
  authorityKeyId: (id: Uint8Array): Extension => ({
    oid: "2.5.29.35",
    critical: false,
    value: seq(wrapDer(0x80, id)),
  }),
  alternativeName: (dns: string): Extension => ({
    oid: "2.5.29.17",
    critical: false,
    value: seq(wrapDer(0x82, new TextEncoder().encode(dns))),
  }),
  nameConstraints: (permitted: boolean, base: Uint8Array): Extension => ({
    oid: "2.5.29.30",
    critical: true,
    value: seq(wrapDer(permitted ? 0xa0 : 0xa1, seq(base))),
  }),
  unknown: (critical: boolean): Extension => ({ oid: "1.2.3.4.5", critical, value: NULL }),
};

export const directoryBase = (subject: Uint8Array) => wrapDer(0xa4, subject);
export const dnsBase = (dns: string) => wrapDer(0x82, new TextEncoder().encode(dns));

const ecdsa: Record<string, string> = {
  sha1: "1.2.840.10045.4.1",
  sha256: "1.2.840.10045.4.3.2",
  sha384: "1.2.840.10045.4.3.3",
  sha512: "1.2.840.10045.4.3.4",
};
const rsa: Record<string, string> = {
  md5: "1.2.840.113549.1.1.4",
  sha1: "1.2.840.113549.1.1.5",
  sha256: "1.2.840.113549.1.1.11",
  sha384: "1.2.840.113549.1.1.12",
  sha512: "1.2.840.113549.1.1.13",
};

export interface Draft {
  version: 1 | 3;
  serial: Uint8Array;
  subject: Uint8Array;
  issuer: Uint8Array;
  notBefore: Date;
  notAfter: Date;
  key: TestKey;
  signer: TestKey;
  digest: string;
  extensions: readonly Extension[];
}

/** Puts a certificate together and signs it with Node's crypto: whatever is asked for, well-formed or not. */
export function certificate(draft: Draft): { der: Uint8Array; pem: string } {
  const algorithm =
    draft.signer.kind === "ed25519"
      ? seq(oid("1.3.101.112"))
      : draft.signer.kind === "rsa"
        ? seq(oid(rsa[draft.digest] ?? ""), NULL)
        : seq(oid(ecdsa[draft.digest] ?? ""));
  const list = draft.extensions.map((e) =>
    seq(oid(e.oid), ...(e.critical ? [Uint8Array.of(1, 1, 0xff)] : []), wrapDer(TAG.octetString, e.value)),
  );
  const tbs = seq(
    ...(draft.version === 3 ? [wrapDer(0xa0, Uint8Array.of(2, 1, 2))] : []),
    wrapDer(TAG.integer, draft.serial),
    algorithm,
    draft.issuer,
    seq(time(draft.notBefore), time(draft.notAfter)),
    draft.subject,
    draft.key.spki,
    ...(draft.version === 3 && list.length > 0 ? [wrapDer(0xa3, seq(...list))] : []),
  );
  const digest = draft.signer.kind === "ed25519" ? null : draft.digest;
  const signature = new Uint8Array(sign(digest, tbs, draft.signer.private));
  const der = seq(tbs, algorithm, wrapDer(TAG.bitString, Uint8Array.of(0), signature));
  return { der, pem: toPem("CERTIFICATE", der) };
}
