import { scryptAsync } from "@noble/hashes/scrypt.js";
import { type Problem, problem } from "@/lib/problems";
import { DerFault, type DerNode, readDer, TAG } from "../read/der";
import { child, integerOf, oidOf, owned } from "../read/der-values";

/** PBKDF2 of more rounds than this is refused: a crafted file must not stop the page. */
export const MAX_PBKDF2_ROUNDS = 10_000_000;
const MAX_SCRYPT_MEMORY = 256 * 1024 * 1024;

/** DES, RC2 and the like are in OpenSSL 3's legacy provider; its own default does not read these files. */
export const CONVERT = "openssl pkey -provider legacy -provider default -in FILE -aes256 -out key.pem";

const PRF: Readonly<Record<string, string>> = {
  "1.2.840.113549.2.7": "SHA-1",
  "1.2.840.113549.2.9": "SHA-256",
  "1.2.840.113549.2.10": "SHA-384",
  "1.2.840.113549.2.11": "SHA-512",
};

/** PKCS#5 version 1.5 and PKCS#12, as people call them. */
const OLD_SCHEMES: Readonly<Record<string, string>> = {
  "1.2.840.113549.1.5.3": "MD5 with DES",
  "1.2.840.113549.1.5.6": "MD5 with RC2",
  "1.2.840.113549.1.5.10": "SHA-1 with DES",
  "1.2.840.113549.1.5.11": "SHA-1 with RC2",
  "1.2.840.113549.1.12.1.1": "SHA-1 with RC4, 128 bits",
  "1.2.840.113549.1.12.1.2": "SHA-1 with RC4, 40 bits",
  "1.2.840.113549.1.12.1.3": "SHA-1 with 3DES",
  "1.2.840.113549.1.12.1.4": "SHA-1 with 3DES of two keys",
  "1.2.840.113549.1.12.1.5": "SHA-1 with RC2, 128 bits",
  "1.2.840.113549.1.12.1.6": "SHA-1 with RC2, 40 bits",
};

const AES: Readonly<Record<string, number>> = {
  "2.16.840.1.101.3.4.1.2": 16,
  "2.16.840.1.101.3.4.1.22": 24,
  "2.16.840.1.101.3.4.1.42": 32,
};

/**
 * Decrypts an EncryptedPrivateKeyInfo: PBES2 with PBKDF2 or scrypt, and AES-CBC (RFC 8018, RFC 7914).
 * Older schemes are a problem with the command that converts them.
 */
export async function decryptPkcs8(
  der: Uint8Array,
  passphrase: string,
): Promise<Uint8Array<ArrayBuffer> | Problem> {
  const root = readDer(der);
  const algorithm = child(root, 0, TAG.sequence);
  const scheme = oidOf(child(algorithm, 0));
  if (scheme !== "1.2.840.113549.1.5.13") return old(`the old scheme ${OLD_SCHEMES[scheme] ?? scheme}`);
  const parameters = child(algorithm, 1, TAG.sequence);
  const cipher = child(parameters, 1, TAG.sequence);
  const size = AES[oidOf(child(cipher, 0))];
  if (size === undefined) return old(`the cipher ${oidOf(child(cipher, 0))}`);
  const raw = await derive(child(parameters, 0, TAG.sequence), passphrase, size);
  if (!(raw instanceof Uint8Array)) return raw;
  return decryptAesCbc(
    raw,
    child(cipher, 1, TAG.octetString).content,
    child(root, 1, TAG.octetString).content,
  );
}

const old = (detail: string) => problem("key-unsupported", { values: { detail, command: CONVERT } });

async function derive(
  kdf: DerNode,
  passphrase: string,
  size: number,
): Promise<Uint8Array<ArrayBuffer> | Problem> {
  const password = owned(new TextEncoder().encode(passphrase));
  const parameters = child(kdf, 1, TAG.sequence);
  const salt = owned(child(parameters, 0, TAG.octetString).content);
  const kind = oidOf(child(kdf, 0));
  if (kind === "1.3.6.1.4.1.11591.4.11") {
    const [N, r, p] = [1, 2, 3].map((index) => Number(integerOf(child(parameters, index))));
    if (
      N === undefined ||
      r === undefined ||
      p === undefined ||
      N * r * 128 * p > MAX_SCRYPT_MEMORY ||
      N < 2 ||
      (N & (N - 1)) !== 0
    )
      return problem("key-derivation-limit", {
        values: { count: `scrypt N=${N} r=${r} p=${p}`, limit: "256 MB" },
      });
    return owned(await scryptAsync(password, salt, { N, r, p, dkLen: size }));
  }
  if (kind !== "1.2.840.113549.1.5.12") return old(`the key derivation ${kind}`);
  const iterations = Number(integerOf(child(parameters, 1)));
  if (iterations < 1 || iterations > MAX_PBKDF2_ROUNDS)
    return problem("key-derivation-limit", { values: { count: iterations, limit: MAX_PBKDF2_ROUNDS } });
  const prf = parameters.children.find(({ tag }) => tag === TAG.sequence);
  const hash = prf === undefined ? "SHA-1" : PRF[oidOf(child(prf, 0))];
  if (hash === undefined) return old("an unusual PBKDF2 hash");
  const key = await crypto.subtle.importKey("raw", password, "PBKDF2", false, ["deriveBits"]);
  return new Uint8Array(
    await crypto.subtle.deriveBits({ name: "PBKDF2", hash, salt, iterations }, key, size * 8),
  );
}

/** AES-CBC with PKCS#7 padding; wrong padding is a wrong passphrase. */
export async function decryptAesCbc(
  key: Uint8Array<ArrayBuffer>,
  iv: Uint8Array,
  data: Uint8Array,
): Promise<Uint8Array<ArrayBuffer> | Problem> {
  if (iv.length !== 16 || data.length === 0 || data.length % 16 !== 0)
    throw new DerFault("encrypted content of an impossible length");
  const imported = await crypto.subtle.importKey("raw", key, "AES-CBC", false, ["decrypt"]);
  try {
    return new Uint8Array(
      await crypto.subtle.decrypt({ name: "AES-CBC", iv: owned(iv) }, imported, owned(data)),
    );
  } catch {
    return problem("key-passphrase-wrong", { field: "passphrase" });
  }
}
