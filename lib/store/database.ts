import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";
import type * as schema from "./schema";

/** Where the data is: a PostgreSQL address, or a folder for the embedded one ("memory" keeps nothing). */
export type DatabasePlace = { url: string } | { folder: string } | { memory: true };

export type Database = PgDatabase<PgQueryResultHKT, typeof schema>;

export interface OpenDatabase {
  db: Database;
  close(): Promise<void>;
}
