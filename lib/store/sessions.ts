import type { Database } from "./database";
import { sessions } from "./schema";

/** A browser as the store knows it. */
export interface Visitor {
  /** SHA-256 of the session cookie, base64url. */
  sessionHash: string;
}

export function sessionStore(db: Database) {
  return {
    /** Notes that a browser was here; makes it known when it was not. */
    async touch({ sessionHash }: Visitor, now: Date): Promise<void> {
      await db
        .insert(sessions)
        .values({ hash: sessionHash, createdAt: now, seenAt: now })
        .onConflictDoUpdate({ target: sessions.hash, set: { seenAt: now } });
    },
  };
}
