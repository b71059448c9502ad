import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";
import type * as schema from "./schema";

/**
 * Where the data is: a PostgreSQL address, or a folder for the embedded one ("memory" keeps nothing).
 * `silenceMs`: after how long without a word a connection counts as lost; left out, eight seconds.
 */
export type DatabasePlace =
  | { url: string; silenceMs?: number | undefined }
  | { folder: string }
  | { memory: true };

export type Database = PgDatabase<PgQueryResultHKT, typeof schema>;

export interface OpenDatabase {
  db: Database;
  close(): Promise<void>;
}
