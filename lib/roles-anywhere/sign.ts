import { isProblem, type Problem, problem } from "@/lib/problems";
import { finishCreateSession, prepareCreateSession } from "./create-session";
import type { CreateSessionRequest, LeafKey, SignedRequest } from "./request";

/**
 * The second face of this room: what touches a private key. For the browser only; no action, route or server
 * component may import it, and `index.ts` does not name it.
 */

export interface SignCreateSessionRequest extends CreateSessionRequest {
  /** RSASSA-PKCS1-v1_5 with SHA-256, or ECDSA; may be non-extractable. */
  key: CryptoKey;
}

/**
 * Signs a CreateSession request with a WebCrypto key.
 * @returns the request to relay, or a problem: those of `prepareCreateSession`, `session-key-mismatch` where the
 *   key is of another type than the certificate's, `session-signing-failed` where WebCrypto refused
 */
export async function signCreateSession(request: SignCreateSessionRequest): Promise<SignedRequest | Problem> {
  const { key, ...rest } = request;
  const prepared = await prepareCreateSession(rest);
  if (isProblem(prepared)) return prepared;
  const expected = keyNames[prepared.keyType];
  if (expected === undefined)
    return problem("session-key-not-in-browser", { values: { found: prepared.keyType } });
  if (key.algorithm.name !== expected)
    return problem("session-key-mismatch", {
      values: { key: key.algorithm.name, certificate: prepared.keyType },
    });
  try {
    const parameters = prepared.keyType === "EC" ? { name: "ECDSA", hash: "SHA-256" } : { name: expected };
    const signature = await globalThis.crypto.subtle.sign(
      parameters,
      key,
      new TextEncoder().encode(prepared.stringToSign),
    );
    return finishCreateSession(prepared, new Uint8Array(signature));
  } catch {
    // WebCrypto's own messages are empty in some browsers, and could only repeat what the remedy says.
    return problem("session-signing-failed");
  }
}

const keyNames: Record<LeafKey, string | undefined> = {
  RSA: "RSASSA-PKCS1-v1_5",
  EC: "ECDSA",
  "ML-DSA": undefined,
};
