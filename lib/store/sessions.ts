import type { Database } from "./database";
import { sessions } from "./schema";

/** A browser as the store knows it. */
export interface Visitor {
  /** SHA-256 of the session cookie, base64url. */
  sessionHash: string;
}

/**
 * Makes a browser known that is about to hold a plan. A known one is written to as well: that holds its row, so that
 * no sweep takes it away before its plan is there.
 */
export async function knowVisitor(
  tx: Pick<Database, "insert">,
  { sessionHash }: Visitor,
  now: Date,
): Promise<void> {
  await tx
    .insert(sessions)
    .values({ hash: sessionHash, createdAt: now, seenAt: now })
    .onConflictDoUpdate({ target: sessions.hash, set: { seenAt: now } });
}
