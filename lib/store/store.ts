import { sql } from "drizzle-orm";
import { type DatabasePlace, openDatabase } from "./database";
import { keepingStore } from "./keeping";
import { checklistStore, invitationStore } from "./links";
import { planStore } from "./plans";
import { StoreUnavailable } from "./refusal";
import { resultStore } from "./results";
import { secretStore } from "./secrets";

/** Opens the database, brings its tables up to date and gives the store's faces. @throws StoreUnavailable */
export async function openStore(place: DatabasePlace) {
  const { db, close } = await openDatabase(place);
  return {
    plans: planStore(db),
    results: resultStore(db),
    checklists: checklistStore(db),
    invitations: invitationStore(db),
    keeping: keepingStore(db),
    secrets: secretStore(db),
    /** Answers when the database does. @throws StoreUnavailable */
    async check(): Promise<void> {
      try {
        await db.execute(sql`select 1`);
      } catch (cause) {
        throw new StoreUnavailable("The database does not answer.", { cause });
      }
    },
    close,
  };
}

export type Store = Awaited<ReturnType<typeof openStore>>;
