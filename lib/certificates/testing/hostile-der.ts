import { TAG } from "../read/der";
import { wrapDer } from "../read/der-values";

/** Certificates and lists as an attacker writes them: well-formed, and as large as is read. Signed only where asked. */

const text = (value: string) => new TextEncoder().encode(value);
export const sequence = (...parts: readonly Uint8Array[]) => wrapDer(TAG.sequence, ...parts);
/** A sequence of more parts than a call takes arguments. */
export function longSequence(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return wrapDer(TAG.sequence, all);
}
export const octets = (...parts: readonly Uint8Array[]) => wrapDer(TAG.octetString, ...parts);
const integer = (...bytes: number[]) => wrapDer(TAG.integer, Uint8Array.from(bytes));
const bits = (value: Uint8Array) => wrapDer(TAG.bitString, Uint8Array.of(0), value);

/** "2.5.29.17" */
export function oid(dotted: string): Uint8Array<ArrayBuffer> {
  const [first = 0, second = 0, ...rest] = dotted.split(".").map(Number);
  const bytes = [first * 40 + second, ...rest].flatMap((part) => {
    const digits = [part & 0x7f];
    for (let left = part >>> 7; left > 0; left >>>= 7) digits.unshift((left & 0x7f) | 0x80);
    return digits;
  });
  return wrapDer(TAG.oid, Uint8Array.from(bytes));
}

const SHA256_RSA = sequence(oid("1.2.840.113549.1.1.11"), Uint8Array.of(5, 0));
export const ECDSA = sequence(oid("1.2.840.10045.4.3.2"));
const time = (value: string) => wrapDer(TAG.utcTime, text(value));
const VALID = sequence(time("200101000000Z"), time("490101000000Z"));

export function nameOf(...values: readonly string[]): Uint8Array<ArrayBuffer> {
  return sequence(
    ...values.map((value) =>
      wrapDer(TAG.set, sequence(oid("2.5.4.3"), wrapDer(TAG.utf8String, text(value)))),
    ),
  );
}

/** An RSA key whose modulus has so many octets. */
export function rsaKey(size = 256): Uint8Array<ArrayBuffer> {
  const modulus = wrapDer(TAG.integer, Uint8Array.of(0), new Uint8Array(size).fill(0xc5));
  return sequence(
    sequence(oid("1.2.840.113549.1.1.1"), Uint8Array.of(5, 0)),
    bits(sequence(modulus, integer(1, 0, 1))),
  );
}

export function extension(id: string, value: Uint8Array): Uint8Array<ArrayBuffer> {
  return sequence(oid(id), octets(value));
}

export const CA = extension("2.5.29.19", sequence(Uint8Array.of(1, 1, 0xff)));
export const dnsNames = (count: number) =>
  extension("2.5.29.17", sequence(...Array.from({ length: count }, (_, i) => wrapDer(0x82, text(`a${i}`)))));
export const permitted = (count: number, last = "") =>
  extension(
    "2.5.29.30",
    sequence(
      wrapDer(
        0xa0,
        ...Array.from({ length: count }, (_, i) =>
          sequence(wrapDer(0x82, text(i === count - 1 && last !== "" ? last : `b${i}.example`))),
        ),
      ),
    ),
  );

interface Parts {
  subject?: Uint8Array | undefined;
  issuer?: Uint8Array | undefined;
  serial?: Uint8Array | undefined;
  spki?: Uint8Array | undefined;
  extensions?: readonly Uint8Array[] | undefined;
  algorithm?: Uint8Array | undefined;
}

export function tbsOf(parts: Parts): Uint8Array<ArrayBuffer> {
  const subject = parts.subject ?? nameOf("x");
  const { extensions = [] } = parts;
  return sequence(
    wrapDer(0xa0, integer(2)),
    parts.serial ?? integer(0x10, 1),
    parts.algorithm ?? SHA256_RSA,
    parts.issuer ?? subject,
    VALID,
    subject,
    parts.spki ?? rsaKey(),
    ...(extensions.length === 0 ? [] : [wrapDer(0xa3, sequence(...extensions))]),
  );
}

/** With a signature that is none. */
export function certificate(parts: Parts): Uint8Array<ArrayBuffer> {
  return sequence(tbsOf(parts), parts.algorithm ?? SHA256_RSA, bits(new Uint8Array(256)));
}

/** `count` CAs of one name and one key, each signed by that key: every one is an issuer of every other. */
export async function twins(count: number): Promise<Uint8Array<ArrayBuffer>[]> {
  const keys = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, true, [
    "sign",
    "verify",
  ]);
  const spki = new Uint8Array(await crypto.subtle.exportKey("spki", keys.publicKey));
  const name = nameOf("Twin");
  const signed = async (parts: Parts) => {
    const tbs = tbsOf({ ...parts, spki, issuer: name, algorithm: ECDSA });
    const raw = new Uint8Array(
      await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, keys.privateKey, tbs),
    );
    const half = (from: number) => {
      let at = from;
      while (raw[at] === 0) at += 1;
      const number = raw.subarray(at, from + 32);
      return wrapDer(TAG.integer, Uint8Array.from((number[0] ?? 0) >= 0x80 ? [0] : []), number);
    };
    return sequence(tbs, ECDSA, bits(sequence(half(0), half(32))));
  };
  return Promise.all([
    signed({ subject: nameOf("client") }),
    ...Array.from({ length: count }, (_, i) =>
      signed({ subject: name, serial: integer(0x11, i >> 7, i & 0x7f), extensions: [CA] }),
    ),
  ]);
}

/** A revocation list with so many entries. */
export function revocationList(entries: number): Uint8Array<ArrayBuffer> {
  const tbs = sequence(
    integer(1),
    SHA256_RSA,
    nameOf("Twin"),
    time("200101000000Z"),
    time("490101000000Z"),
    longSequence(
      Array.from({ length: entries }, (_, i) =>
        sequence(
          integer(0x10 + (i >> 21), (i >> 14) & 0x7f, (i >> 7) & 0x7f, i & 0x7f),
          time("250101000000Z"),
        ),
      ),
    ),
  );
  return sequence(tbs, SHA256_RSA, bits(new Uint8Array(256)));
}

/** One element in another, so many times. */
export function nested(depth: number): Uint8Array<ArrayBuffer> {
  let inner: Uint8Array<ArrayBuffer> = new Uint8Array(0);
  for (let i = 0; i < depth; i += 1) inner = sequence(inner);
  return inner;
}
