import { setTimeout as pause } from "node:timers/promises";
import { sql } from "drizzle-orm";
import type { Database } from "./database";

/**
 * The embedded database has no process of its own that tidies up: it never gives back the room of rows that were
 * overwritten, and never begins its log again. So it is told to, whenever it has written so much. A pass takes some
 * milliseconds then, and it comes in pieces, so that calls get in between. PostgreSQL looks after itself.
 */
export interface Maintenance {
  /** Looks whether it is time, and does it. One at a time: a second call waits for the first. */
  runIfDue(): Promise<boolean>;
  /** Waits for what is under way; nothing begins afterwards. */
  stop(): Promise<void>;
}

/** What is written of anything goes through the log, a save twice over: so much of the log is half of that in rows. */
const DUE_BYTES = 4_000_000;
const LOOK_MS = 2000;
const BETWEEN_MS = 10;

/** Every table whose rows are overwritten or deleted. */
const TABLES = ["plans", "results", "memberships", "sessions", "invitations", "checklists", "settings"];

export function startMaintenance(db: Pick<Database, "execute">, dueBytes = DUE_BYTES): Maintenance {
  let stopped = false;
  let done: number | undefined;
  let running: Promise<boolean> | undefined;

  async function run(): Promise<boolean> {
    const written = await logPosition(db);
    // Whatever was left by the process before is tidied by the first pass.
    if (done !== undefined && written - done < dueBytes) return false;
    // There is one session, so it is set for good: log files that are over are deleted and not kept for later.
    if (done === undefined) await db.execute(sql`set wal_recycle = off`);
    for (const table of TABLES) {
      if (stopped) return false;
      await db.execute(sql`vacuum ${sql.identifier(table)}`);
      await pause(BETWEEN_MS);
    }
    if (stopped) return false;
    // A log file has 16 MB. Beginning another one first leaves a single one behind, whatever came between.
    await db.execute(sql`select pg_switch_wal()`);
    await db.execute(sql`checkpoint`);
    done = await logPosition(db);
    return true;
  }

  const runIfDue = () => {
    running ??= run().finally(() => {
      running = undefined;
    });
    return running;
  };
  // A pass that fails (a full disk) is tried again at the next look; nobody's call fails with it, and whether the
  // database can be written to is for the health page to say.
  const timer = setInterval(() => void runIfDue().catch(() => {}), LOOK_MS).unref();
  return {
    runIfDue,
    async stop() {
      stopped = true;
      clearInterval(timer);
      await running?.catch(() => {});
    },
  };
}

/** How many bytes this database has ever written to its log. */
async function logPosition(db: Pick<Database, "execute">): Promise<number> {
  const answer: unknown = await db.execute(sql`select pg_current_wal_insert_lsn() - '0/0'::pg_lsn as bytes`);
  const [row] = (answer as { rows: { bytes: unknown }[] }).rows;
  return Number(row?.bytes);
}
