import { lt, sql } from "drizzle-orm";
import type { Database } from "./database";
import { limits } from "./schema";

export function limitStore(db: Database) {
  return {
    /**
     * Counts one request in each bucket and gives the counts with this one included.
     * Windows are fixed slices of the clock, `windowMs` long, so all server processes agree on them.
     */
    async hit(buckets: readonly string[], windowMs: number, now: Date): Promise<number[]> {
      if (buckets.length === 0) return [];
      const windowStart = new Date(Math.floor(now.getTime() / windowMs) * windowMs);
      // One order for everybody, or two requests that share two buckets can wait for each other.
      const rows = await db
        .insert(limits)
        .values([...buckets].sort().map((bucket) => ({ bucket, windowStart, count: 1 })))
        .onConflictDoUpdate({
          target: limits.bucket,
          set: {
            count: sql`case when ${limits.windowStart} = excluded.window_start then ${limits.count} + 1 else 1 end`,
            windowStart: sql`excluded.window_start`,
          },
        })
        .returning();
      return buckets.map((bucket) => rows.find((row) => row.bucket === bucket)?.count ?? 0);
    },

    async removeBefore(moment: Date): Promise<void> {
      await db.delete(limits).where(lt(limits.windowStart, moment));
    },
  };
}
