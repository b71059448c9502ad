import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

/**
 * A capability: whoever holds the token may do the one thing. 256 random bits, base64url; stored as SHA-256, so
 * that neither the database nor its backup gives one away. A fast hash serves, since there is nothing to guess.
 */
export interface Capability {
  /** Shown once, never stored or logged. */
  token: string;
  hash: string;
}

export function newCapability(): Capability {
  const token = randomBytes(32).toString("base64url");
  return { token, hash: hashToken(token) };
}

/** Whether a text can be a token at all: keeps anything else away from the database. */
export function isToken(text: unknown): text is string {
  return typeof text === "string" && /^[A-Za-z0-9_-]{43}$/.test(text);
}

export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}

/** Whether two hashes are one, in a time that does not depend on where they differ. */
export function sameHash(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
