import { sha256 } from "@noble/hashes/sha2.js";
import { verifySignature } from "../../path/signature";
import { readKey, withRsaNumbers } from "../../read/algorithms";
import { readDer } from "../../read/der";
import { bitsOf, child, fromBase64, toHex } from "../../read/der-values";
import type { ReadCertificate } from "../../read/facts";
import type { NameFacts } from "../../read/names";
import { publicRootTable } from "./table";

/** A root of a public program: its key is known, so a name that anybody may write is not what it is judged by. */
export interface PublicRoot {
  name: string;
  how: "key" | "issued";
}

interface Row {
  /** SHA-256 of the public key info, hexadecimal. */
  key: string;
  name: string;
  hash: string;
  /** Public key info, base64. */
  spki: string;
}

const lines = (table: string) =>
  table
    .trim()
    .split("\n")
    .filter((line) => line !== "");
const split = (line: string): [string, string] => {
  const at = line.indexOf(" ");
  return [line.slice(0, at), line.slice(at + 1)];
};

const names = new Map(lines(publicRootTable).map(split));

/** Stands for a name in the table of keys. */
export const nameHash = (name: NameFacts) =>
  toHex(sha256(new TextEncoder().encode(name.canonical))).slice(0, 32);

/** All roots that are known, with their keys. */
export async function publicRootRows(): Promise<Row[]> {
  const { publicRootKeys } = await import("./keys");
  return lines(publicRootKeys).map((line) => {
    const [hash, spki] = split(line);
    const key = toHex(sha256(fromBase64(spki)));
    return { key, name: names.get(key) ?? "a public CA", hash, spki };
  });
}

/**
 * Whether a CA certificate has the key of a public root, or was issued by one: by its signature.
 * @param rows the roots whose keys are tried; for tests
 */
export async function publicRootOf(
  certificate: ReadCertificate,
  rows: () => Promise<Row[]> = publicRootRows,
): Promise<PublicRoot | undefined> {
  const own = names.get(toHex(sha256(certificate.spki)));
  if (own !== undefined) return { name: own, how: "key" };
  if (certificate.facts.selfIssued) return undefined;
  const issuer = nameHash(certificate.facts.issuer);
  for (const { hash, spki, name } of await rows())
    if (hash === issuer && (await signedBy(certificate, fromBase64(spki)))) return { name, how: "issued" };
  return undefined;
}

async function signedBy(certificate: ReadCertificate, spki: Uint8Array<ArrayBuffer>): Promise<boolean> {
  const node = readDer(spki);
  const bare = readKey(node);
  const key = bare.kind === "RSA" ? withRsaNumbers(bare, readDer(bitsOf(child(node, 1)))) : bare;
  const state = await verifySignature({
    data: certificate.tbs,
    algorithm: certificate.facts.signature,
    signature: certificate.signatureValue,
    spki,
    key,
  });
  return state === "good";
}
