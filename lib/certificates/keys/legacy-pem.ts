import { md5 } from "@noble/hashes/legacy.js";
import { type Problem, problem } from "@/lib/problems";
import { DerFault } from "../read/der";
import type { Block } from "../read/pem";
import { CONVERT, decryptAesCbc } from "./pbes2";

const SIZES: Readonly<Record<string, number>> = { "AES-128-CBC": 16, "AES-192-CBC": 24, "AES-256-CBC": 32 };

/**
 * Decrypts a legacy encrypted PEM ("Proc-Type: 4,ENCRYPTED"). The key is OpenSSL's EVP_BytesToKey: MD5 over the
 * passphrase and the first 8 octets of the IV, once. Browsers have no DES, so 3DES is a problem with a command.
 */
export async function decryptLegacyPem(
  { der, headers }: Block,
  passphrase: string,
): Promise<Uint8Array<ArrayBuffer> | Problem> {
  const [cipher = "", ivHex = ""] = (headers["DEK-Info"] ?? "").split(",").map((part) => part.trim());
  const size = SIZES[cipher];
  if (size === undefined)
    return problem("key-unsupported", {
      values: {
        detail: `the cipher ${cipher.slice(0, 40) || "(none named)"}`,
        command: CONVERT,
      },
    });
  if (!/^[0-9A-Fa-f]{32}$/.test(ivHex)) throw new DerFault("a DEK-Info line without its 16 octets");
  const iv = Uint8Array.from(ivHex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  const secret = new TextEncoder().encode(passphrase);
  const key = new Uint8Array(size);
  let block = new Uint8Array(0);
  for (let at = 0; at < size; at += 16) {
    block = Uint8Array.from(md5(Uint8Array.from([...block, ...secret, ...iv.subarray(0, 8)])));
    key.set(block.subarray(0, Math.min(16, size - at)), at);
  }
  return decryptAesCbc(key, iv, der);
}
