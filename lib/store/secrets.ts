import { randomBytes } from "node:crypto";
import { eq } from "drizzle-orm";
import type { Database } from "./database";
import { settings } from "./schema";

const PAGE_PROOF = "page-proof";

/** What this installation keeps to itself. */
export function secretStore(db: Database) {
  return {
    /** The secret behind the proofs that a page was served. All processes get the one that the first one made. */
    async pageProof(now: Date): Promise<string> {
      const value = randomBytes(32).toString("base64url");
      await db
        .insert(settings)
        .values({ name: PAGE_PROOF, value, since: now, seenAt: now })
        .onConflictDoNothing();
      const [row] = await db.select().from(settings).where(eq(settings.name, PAGE_PROOF));
      return row?.value ?? value;
    },
  };
}
