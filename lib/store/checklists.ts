import { randomUUID } from "node:crypto";
import { and, eq, not } from "drizzle-orm";
import { type Checklist, checklistSchema } from "@/lib/checklist";
import { cleanText } from "./clean";
import type { Database } from "./database";
import { commonParts, type LinkRow, live, makeRoom, type NewLink } from "./links";
import { jsonBytes, type QuotaKeeper } from "./quotas";
import { checklists } from "./schema";

export function checklistStore(db: Database, quota: QuotaKeeper) {
  return {
    ...commonParts(db, checklists),

    /** Stores the snapshot as it is now; it never changes afterwards. */
    async create(
      planId: string,
      snapshot: Checklist,
      { tokenHash, expiresAt, now }: NewLink,
    ): Promise<LinkRow> {
      const row = { id: randomUUID(), createdAt: now, expiresAt, revokedAt: null };
      const clean = checklistSchema.parse(cleanText(snapshot));
      await db.transaction(async (tx) => {
        await makeRoom(tx, checklists, planId, now);
        const requireRoom = () => quota.requireRoom(tx, planId, jsonBytes(clean), "links");
        await requireRoom().catch(async () => {
          // Withdrawn and expired ones hold their copies still; nobody can open them.
          await tx.delete(checklists).where(and(eq(checklists.planId, planId), not(live(checklists, now))));
          await requireRoom();
        });
        await tx.insert(checklists).values({ ...row, planId, tokenHash, snapshot: clean });
      });
      return row;
    },

    /** The snapshot behind a link; undefined for an expired, withdrawn or unknown one, alike. */
    async findLive(
      hash: string,
      now: Date,
    ): Promise<{ checklist: Checklist; tokenHash: string } | undefined> {
      const [row] = await db
        .select({ snapshot: checklists.snapshot, tokenHash: checklists.tokenHash })
        .from(checklists)
        .where(and(eq(checklists.tokenHash, hash), live(checklists, now)));
      return row === undefined
        ? undefined
        : { checklist: checklistSchema.parse(row.snapshot), tokenHash: row.tokenHash };
    },
  };
}
