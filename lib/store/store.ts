import { sql } from "drizzle-orm";
import { checklistStore } from "./checklists";
import type { DatabasePlace } from "./database";
import { openDatabase } from "./engine/open";
import { keepingStore } from "./keeping";
import { invitationStore } from "./links";
import { startMaintenance } from "./maintenance";
import { planStore } from "./plans";
import { quotaKeeper } from "./quotas";
import { resultStore } from "./results";
import { settings } from "./schema";
import { secretStore } from "./secrets";
import { translating } from "./translate";

export interface StoreOptions {
  /** How large all plans together may become; 4 GB unless said otherwise. */
  storeBytes?: number | undefined;
}

/**
 * Opens the database, brings its tables up to date and gives the store's faces. Their functions throw a `Refusal`, a
 * `StoreUnavailable` or a `StoreFault`, never the driver's error, which holds what visitors entered.
 * @throws StoreUnavailable
 */
export async function openStore(place: DatabasePlace, { storeBytes }: StoreOptions = {}) {
  const { db, close } = await openDatabase(place);
  const quota = quotaKeeper(storeBytes);
  const maintenance = "url" in place ? undefined : startMaintenance(db);
  return translating({
    plans: planStore(db, quota),
    results: resultStore(db, quota),
    checklists: checklistStore(db, quota),
    invitations: invitationStore(db),
    keeping: keepingStore(db),
    secrets: secretStore(db),
    /** Answers when the database takes what is saved. @throws StoreUnavailable */
    async check(): Promise<void> {
      const now = new Date();
      const row = { name: "written-at", value: "", since: now, seenAt: now };
      await db
        .insert(settings)
        .values(row)
        .onConflictDoUpdate({ target: settings.name, set: { seenAt: now } });
    },
    /** Goes up with every transaction that writes anything: for tests of what must write nothing. */
    async version(): Promise<string> {
      const [row] = await db
        .select({ next: sql<string>`pg_snapshot_xmax(pg_current_snapshot())::text` })
        .from(sql`(values (1)) as one`);
      return row?.next ?? "";
    },
    /** Gives room back if it is time; it is looked at every two seconds anyway. Says whether it was done. */
    maintain: async (): Promise<boolean> => (await maintenance?.runIfDue()) ?? false,
    async close(): Promise<void> {
      await maintenance?.stop();
      await close();
    },
  });
}

export type Store = Awaited<ReturnType<typeof openStore>>;
