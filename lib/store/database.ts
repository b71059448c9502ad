import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";
import { lockFolder } from "./lock";
import { StoreUnavailable } from "./refusal";
import * as schema from "./schema";

/** Where the data is: a PostgreSQL address, or a folder for the embedded one ("memory" keeps nothing). */
export type DatabasePlace = { url: string } | { folder: string } | { memory: true };

export type Database = PgDatabase<PgQueryResultHKT, typeof schema>;

export interface OpenDatabase {
  db: Database;
  close(): Promise<void>;
}

/** The folder is read at run time, so it is found from where the server is started: the root of the project. */
const migrationsFolder = () => join(process.cwd(), "lib", "store", "migrations");

/** Any number that all processes of this product agree on: only one of them migrates at a time. */
const MIGRATION_LOCK = 7_240_118;

/** @throws StoreUnavailable with a sentence for the operator */
export function openDatabase(place: DatabasePlace): Promise<OpenDatabase> {
  return "url" in place
    ? openPostgres(place.url)
    : openEmbedded("folder" in place ? place.folder : undefined);
}

async function openPostgres(url: string): Promise<OpenDatabase> {
  const { Pool } = await import("pg");
  const { drizzle } = await import("drizzle-orm/node-postgres");
  const { migrate } = await import("drizzle-orm/node-postgres/migrator");
  const pool = new Pool({ connectionString: url, max: 10, connectionTimeoutMillis: 5000 });
  // An idle connection that breaks is not an error of anybody's request: the pool opens a new one.
  pool.on("error", () => {});
  try {
    const client = await pool.connect();
    try {
      await client.query("select pg_advisory_lock($1)", [MIGRATION_LOCK]);
      await migrate(drizzle(client), { migrationsFolder: migrationsFolder() });
      await client.query("select pg_advisory_unlock($1)", [MIGRATION_LOCK]);
      client.release();
    } catch (error) {
      client.release(true);
      throw error;
    }
  } catch (error) {
    await pool.end();
    // pg's own messages can hold the address with its password: only the code goes on.
    throw new StoreUnavailable(
      `The database of DATABASE_URL cannot be used (${codeOf(error)}). Check the address, the password and the rights to create tables.`,
      { cause: error },
    );
  }
  return { db: drizzle(pool, { schema }) as unknown as Database, close: () => pool.end() };
}

async function openEmbedded(folder: string | undefined): Promise<OpenDatabase> {
  const lock = folder === undefined ? undefined : await lockFolder(folder);
  try {
    const { PGlite } = await import("@electric-sql/pglite");
    const { drizzle } = await import("drizzle-orm/pglite");
    const { migrate } = await import("drizzle-orm/pglite/migrator");
    if (folder !== undefined) mkdirSync(join(folder, "pglite"), { recursive: true, mode: 0o700 });
    const client = await PGlite.create(folder === undefined ? "memory://" : join(folder, "pglite"));
    await migrate(drizzle(client), { migrationsFolder: migrationsFolder() });
    return {
      db: drizzle(client, { schema }) as unknown as Database,
      close: async () => {
        await client.close();
        await lock?.release();
      },
    };
  } catch (error) {
    await lock?.release();
    throw new StoreUnavailable(
      `The embedded database in ${folder ?? "memory"} cannot be opened (${codeOf(error)}). ` +
        "If the folder was damaged, put a backup in its place.",
      { cause: error },
    );
  }
}

function codeOf(error: unknown): string {
  for (let at = error; at instanceof Error; at = at.cause)
    if ("code" in at && typeof at.code === "string") return at.code;
  return error instanceof Error ? error.name : "unknown error";
}
