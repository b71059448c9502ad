import { isProblem, type Problem, problem } from "@/lib/problems";
import { type KeyFacts, readKey, withRsaNumbers } from "../read/algorithms";
import { DerFault, type DerNode, readDer, TAG } from "../read/der";
import { child, oidOf, owned, toPem, wrapDer } from "../read/der-values";
import { describePieces, type KeyForm, type Piece, readPieces } from "../read/pieces";
import { decryptLegacyPem } from "./legacy-pem";
import { ecParts, rsaFits } from "./parts";
import { decryptPkcs8 } from "./pbes2";
import { checkEcKey, checkPkcs8, checkRsaKey } from "./shape";

/** A private key, opened. Lives in the browser's page memory only. */
export interface PrivateKey {
  /** How it was kept. */
  form: KeyForm | "pkcs12";
  facts: KeyFacts;
  /** PKCS#8 DER, unencrypted. */
  pkcs8: Uint8Array<ArrayBuffer>;
  /** RSA: the numbers n and e; EC: the point that the secret number has, 04‖x‖y. For comparing; proves nothing. */
  publicPart?: Uint8Array<ArrayBuffer> | undefined;
  /** False where the key's own numbers contradict each other; undefined where that cannot be told here. */
  fits?: boolean | undefined;
  /** The key's own DER inside PKCS#8: RSAPrivateKey or ECPrivateKey. */
  inner: Uint8Array<ArrayBuffer>;
}

/** AlgorithmIdentifier of rsaEncryption. */
export const RSA_ALGORITHM = wrapDer(
  TAG.sequence,
  Uint8Array.of(0x06, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 1),
  Uint8Array.of(5, 0),
);
export const VERSION_0 = Uint8Array.of(2, 1, 0);
const EC_OID = Uint8Array.of(0x06, 7, 0x2a, 0x86, 0x48, 0xce, 0x3d, 2, 1);

/** The one private key of an input, in any form. Never throws. Browser only. */
export async function readPrivateKey(
  input: string | Uint8Array,
  passphrase?: string,
): Promise<PrivateKey | Problem> {
  const read = readPieces(input);
  if (isProblem(read))
    return read.code === "certificate-private-key"
      ? problem("key-malformed", {
          values: { reason: "its BEGIN or END line, or the text between, is damaged" },
        })
      : read;
  const keys: Extract<Piece, { kind: "private-key" }>[] = [];
  for (const piece of read.pieces) {
    if (piece.kind === "private-key") keys.push(piece);
    if (piece.kind !== "pkcs12") continue;
    const { openStore } = await import("../read/pkcs12");
    const opened = await openStore(piece.der, passphrase);
    if (isProblem(opened)) return opened;
    keys.push(...opened.filter((p) => p.kind === "private-key"));
  }
  const first = keys[0];
  if (first === undefined) return problem("key-none", { values: { found: describePieces(read.pieces) } });
  if (keys.length > 1) return problem("key-several", { values: { count: keys.length } });
  const opened = await openKey(first, passphrase);
  if (isProblem(opened)) return opened;
  return read.pieces.some(({ kind }) => kind === "pkcs12") ? { ...opened, form: "pkcs12" } : opened;
}

async function openKey(
  { form, block }: Extract<Piece, { kind: "private-key" }>,
  passphrase?: string,
): Promise<PrivateKey | Problem> {
  const encrypted = form === "pkcs8-encrypted" || form === "legacy-encrypted";
  if (encrypted && (passphrase === undefined || passphrase === ""))
    return problem("key-passphrase-needed", { field: "passphrase" });
  if (form === "other") return unsupported(block.label);
  try {
    if (form === "pkcs8-encrypted") {
      const plain = await decryptPkcs8(block.der, passphrase ?? "");
      return isProblem(plain) ? plain : opened(form, plain, true);
    }
    if (form === "legacy-encrypted") {
      const plain = await decryptLegacyPem(block, passphrase ?? "");
      return isProblem(plain) ? plain : opened(form, plain, true);
    }
    return opened(form, block.der, false);
  } catch (error) {
    return problem("key-malformed", {
      values: { reason: error instanceof DerFault ? error.message : "unreadable content" },
    });
  }
}

function unsupported(label: string): Problem {
  const openssh = label.startsWith("OPENSSH");
  const tpm = label.startsWith("TSS2");
  return problem("key-unsupported", {
    values: {
      detail: openssh
        ? "OpenSSH's own form"
        : tpm
          ? "a TPM 2.0 key, which cannot leave its chip"
          : label || "an unknown form",
      command: openssh
        ? "ssh-keygen -p -m PKCS8 -f COPY_OF_FILE"
        : tpm
          ? "this key cannot be converted; make an RSA key and have a certificate issued for it"
          : "openssl pkey -in FILE -out key.pem",
    },
  });
}

/** A wrong passphrase mostly shows as bad padding; where the padding fits by chance, the content is no key. */
function opened(form: KeyForm, der: Uint8Array, decrypted: boolean): PrivateKey | Problem {
  try {
    return { ...parseKey(der), form };
  } catch (error) {
    if (decrypted) return problem("key-passphrase-wrong", { field: "passphrase" });
    throw error;
  }
}

function parseKey(der: Uint8Array): Omit<PrivateKey, "form"> {
  const root = readDer(der);
  const second = child(root, 1);
  if (second.tag === TAG.integer) return rsaKey(root);
  if (second.tag === TAG.octetString) return ecKey(root, undefined);
  checkPkcs8(root);
  const algorithm = child(root, 1, TAG.sequence);
  const inner = child(root, 2, TAG.octetString).content;
  const oid = oidOf(child(algorithm, 0));
  if (oid === "1.2.840.113549.1.1.1") return rsaKey(readDer(inner));
  // A key that may make PSS signatures only: the same numbers under another name.
  if (oid === "1.2.840.113549.1.1.10") {
    const numbers = rsaKey(readDer(inner));
    return { ...numbers, facts: { ...numbers.facts, kind: "RSA-PSS", oid }, pkcs8: owned(root.whole) };
  }
  if (oid === "1.2.840.10045.2.1") return ecKey(readDer(inner), child(algorithm, 1));
  const spkiLike = readDer(
    wrapDer(TAG.sequence, algorithm.whole, wrapDer(TAG.bitString, Uint8Array.of(0, 0))),
  );
  return { facts: readKey(spkiLike), pkcs8: owned(root.whole), inner: owned(inner) };
}

function rsaKey(rsa: DerNode): Omit<PrivateKey, "form"> {
  checkRsaKey(rsa);
  const numbers = wrapDer(TAG.sequence, child(rsa, 1, TAG.integer).whole, child(rsa, 2, TAG.integer).whole);
  return {
    facts: withRsaNumbers({ kind: "RSA", oid: "1.2.840.113549.1.1.1" }, readDer(numbers)),
    pkcs8: wrapDer(TAG.sequence, VERSION_0, RSA_ALGORITHM, wrapDer(TAG.octetString, rsa.whole)),
    publicPart: numbers,
    fits: rsaFits(rsa),
    inner: owned(rsa.whole),
  };
}

/** ECPrivateKey (RFC 5915): its curve is inside in SEC1, beside it in PKCS#8. */
function ecKey(ec: DerNode, outer: DerNode | undefined): Omit<PrivateKey, "form"> {
  checkEcKey(ec);
  const inside = ec.children.find(({ tag }) => tag === 0xa0);
  const parameters = outer ?? (inside === undefined ? undefined : child(inside, 0));
  if (parameters === undefined) throw new DerFault("an EC key that does not say its curve");
  const algorithm = wrapDer(TAG.sequence, EC_OID, parameters.whole);
  const facts = readKey(
    readDer(wrapDer(TAG.sequence, algorithm, wrapDer(TAG.bitString, Uint8Array.of(0, 0)))),
  );
  const parts = ecParts(ec, facts.curve);
  return {
    facts,
    ...parts,
    pkcs8: wrapDer(TAG.sequence, VERSION_0, algorithm, wrapDer(TAG.octetString, parts.inner)),
  };
}

/** The form that CipherTrust has been shown to take: RSA as PKCS#1 without passphrase. EC becomes SEC1. */
export function toPlatformPem(key: PrivateKey): string {
  if (key.facts.kind === "RSA") return toPem("RSA PRIVATE KEY", key.inner);
  // SEC1 must name the curve inside, which PKCS#8 leaves out; PKCS#8 is what every reader takes.
  return toPem("PRIVATE KEY", key.pkcs8);
}
