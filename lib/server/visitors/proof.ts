import { createHmac } from "node:crypto";
import { sameHash } from "../capability";

/**
 * A proven browser is one that a page was served to. With the page it gets a second cookie beside its session: the
 * moment, and an HMAC over it and the session's token. Whoever only makes up a session has no such cookie, and shares
 * one small pool of calls with all others that have none (`limits.ts`).
 *
 * The session itself stays as it was: a browser from before there were proofs keeps its plans, and is proven by the
 * next page that it opens. The proof gives no access to anything; whoever reads the secret out of the database could
 * only pass limits.
 */

/** On globalThis: Next bundles proxy.ts, the start and the pages apart, and one process has one secret. */
const kept = globalThis as typeof globalThis & { wizardProofSecret?: string | undefined };

/** The secret, when this process has read it: proxy.ts stands before every page and waits for no database. */
export function knownProofSecret(): string | undefined {
  return kept.wizardProofSecret;
}

export function keepProofSecret(secret: string): string {
  kept.wizardProofSecret = secret;
  return secret;
}

/**
 * Several wizards on one machine share their cookies (cookies know no ports), and each has a secret of its own: so
 * each has a name of its own for its proof, and does not take away the other's.
 */
export function proofCookieName(secret: string, secure: boolean): string {
  return `${secure ? "__Host-" : ""}wizard-proof-${mac(secret, "cookie name").slice(0, 8)}`;
}

export function makeProof(secret: string, token: string, servedAt: Date): string {
  const moment = Math.floor(servedAt.getTime() / 1000).toString(36);
  return `${moment}.${mac(secret, `${moment} ${token}`)}`;
}

/** When the first page was served to this session; undefined for a proof that is none. */
export function readProof(secret: string, token: string, proof: string | undefined): Date | undefined {
  const [moment = "", given = "", ...rest] = (proof ?? "").split(".");
  if (rest.length > 0 || !/^[0-9a-z]{1,9}$/.test(moment)) return undefined;
  if (!sameHash(given, mac(secret, `${moment} ${token}`))) return undefined;
  return new Date(Number.parseInt(moment, 36) * 1000);
}

function mac(secret: string, text: string): string {
  return createHmac("sha256", secret).update(text).digest("base64url");
}
