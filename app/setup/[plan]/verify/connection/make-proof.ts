import type { PlanSecrets } from "@/app/setup/[plan]/secrets";
import { isProblem, type Problem, problem } from "@/lib/problems";
import type { SignedRequest } from "@/lib/roles-anywhere";

/** What the browser signs with its key: public values of the plan. */
export interface SessionRequestParts {
  trustAnchorArn: string;
  profileArn: string;
  roleArn: string;
  certificate: string;
  /** Intermediates; CipherTrust is given none of them. "" where there are none. */
  chain: string;
}

export type BrowserProof =
  | { kind: "signed-request"; request: SignedRequest; withChain?: SignedRequest | undefined }
  | ({ kind: "access-key" } & NonNullable<PlanSecrets["accessKey"]>);

/** AWS's shortest session: the checks are over in seconds. */
const SECONDS = 900;

/**
 * The proof for one action, made anew each time. The private key is used in this browser and is not in the proof;
 * an access key is, and the server forgets it with the request.
 */
export async function makeProof(
  secrets: PlanSecrets,
  parts: SessionRequestParts | undefined,
  serverNow: Date,
): Promise<BrowserProof | Problem> {
  if (parts === undefined) {
    const { accessKey } = secrets;
    return accessKey
      ? { kind: "access-key", ...accessKey }
      : problem("secret-needed", { values: { what: "access key" } });
  }
  if (!secrets.privateKey) return problem("secret-needed", { values: { what: "private key" } });
  const key = await importKey(secrets.privateKey.pem);
  if (isProblem(key)) return key;
  // Loaded when it is needed: the page is read before anything is signed.
  const { signCreateSession } = await import("@/lib/roles-anywhere/sign");
  const { chain, ...rest } = parts;
  const signed = { ...rest, key, date: serverNow, durationSeconds: SECONDS };
  // What CipherTrust is given is the certificate alone. The chain only tells why that was refused.
  const request = await signCreateSession(signed);
  if (isProblem(request)) return request;
  if (chain === "") return { kind: "signed-request", request };
  const withChain = await signCreateSession({ ...signed, chain });
  return isProblem(withChain) ? withChain : { kind: "signed-request", request, withChain };
}

/** As a key that can sign and cannot be read out again. */
async function importKey(pem: string): Promise<CryptoKey | Problem> {
  const { readPrivateKey } = await import("@/lib/certificates/keys");
  const key = await readPrivateKey(pem);
  if (isProblem(key)) return key;
  const algorithm =
    key.facts.kind === "EC"
      ? { name: "ECDSA", namedCurve: key.facts.curve ?? "" }
      : { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };
  try {
    return await crypto.subtle.importKey("pkcs8", key.pkcs8, algorithm, false, ["sign"]);
  } catch {
    return problem("session-key-not-in-browser", { values: { found: key.facts.curve ?? key.facts.kind } });
  }
}
