import type { Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import { Client, Pool } from "pg";
import type { Database, OpenDatabase } from "../database";
import { StoreUnavailable } from "../refusal";
import * as schema from "../schema";
import { deepCodeOf } from "../translate";
import { migrationsFolder } from "./migrations";

/** Any number that all processes of this product agree on: only one of them migrates at a time. */
const MIGRATION_LOCK = 7_240_118;
/** Longest wait for another process that migrates, and for each statement of our own migration. */
const MIGRATION_MS = 120_000;

const CONNECT_MS = 5_000;
/**
 * A connection on which nothing moved for so long is dropped, whether it is idle or a statement is under way. After a
 * failover without a reset no packet ever says that it is dead. Longer than the server's own clock, so that a slow
 * statement ends there with an answer, and only a silence ends here.
 */
const SILENCE_MS = 8_000;

/** A PostgreSQL server. @throws StoreUnavailable with a sentence for the operator */
export async function openPostgres(url: string, silenceMs = SILENCE_MS): Promise<OpenDatabase> {
  const common = {
    connectionString: url,
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: 5_000,
    application_name: "aws-connection-wizard",
  };
  await bringUpToDate(new Client({ ...common, query_timeout: MIGRATION_MS }));
  const pool = new Pool({
    ...common,
    max: 10,
    statement_timeout: silenceMs * 0.9,
    lock_timeout: silenceMs * 0.8,
    idle_in_transaction_session_timeout: 2 * silenceMs,
  });
  // An idle connection that breaks is not an error of anybody's request: the pool opens a new one.
  pool.on("error", () => {});
  pool.on("connect", (client) => {
    // One that breaks within a transaction says so to itself only, and an "error" that nobody hears ends the process.
    client.on("error", () => {});
    // Not pg's `query_timeout`: that one gives the caller an error and the pool a connection that still waits.
    const { stream } = client.connection as unknown as { stream: Socket };
    stream.setTimeout(silenceMs, () =>
      stream.destroy(Object.assign(new Error("Nothing came for too long."), { code: "ETIMEDOUT" })),
    );
  });
  return {
    db: drizzle(pool, { schema }) as unknown as Database,
    close: () => atMost(2_000, pool.end()),
  };
}

async function bringUpToDate(client: Client): Promise<void> {
  client.on("error", () => {});
  try {
    await client.connect();
    await client.query("select pg_advisory_lock($1)", [MIGRATION_LOCK]);
    await migrate(drizzle(client), { migrationsFolder: migrationsFolder() });
  } catch (error) {
    // pg's own messages can hold the address with its password, drizzle's the statement: only the code goes on.
    const code = deepCodeOf(error);
    throw new StoreUnavailable(
      `The database of DATABASE_URL cannot be used (${code ?? "no answer"}). Check the address, the password and the rights to create tables.`,
      code,
    );
  } finally {
    // The lock ends with the connection.
    await atMost(2_000, client.end());
  }
}

/** A goodbye that a silent server does not take is none to wait for. */
async function atMost(milliseconds: number, leaving: Promise<void>): Promise<void> {
  await Promise.race([leaving.catch(() => {}), pause(milliseconds, undefined, { ref: false })]);
}
