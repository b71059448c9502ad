import type { DatabasePlace } from "./database";
import { openDatabase } from "./engine/open";
import { keepingStore } from "./keeping";
import { checklistStore, invitationStore } from "./links";
import { planStore } from "./plans";
import { resultStore } from "./results";
import { settings } from "./schema";
import { secretStore } from "./secrets";
import { translating } from "./translate";

/**
 * Opens the database, brings its tables up to date and gives the store's faces. Their functions throw a `Refusal`, a
 * `StoreUnavailable` or a `StoreFault`, never the driver's error, which holds what visitors entered.
 * @throws StoreUnavailable
 */
export async function openStore(place: DatabasePlace) {
  const { db, close } = await openDatabase(place);
  return translating({
    plans: planStore(db),
    results: resultStore(db),
    checklists: checklistStore(db),
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
    close,
  });
}

export type Store = Awaited<ReturnType<typeof openStore>>;
