import { accessSync, constants, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeFolder } from "@/lib/make-folder";
import { isStoreUnavailable, StoreUnavailable } from "../refusal";
import { codeOf } from "../translate";

/**
 * A data folder as it lies there, before anything opens it. PGlite makes a new database over whatever it finds where
 * PG_VERSION is missing, and a damaged one can be damaged further by opening it. So a folder is opened when it is whole,
 * filled when it is empty, and everything else is refused with a sentence; nothing that is found is changed.
 */

/** The PostgreSQL inside of PGlite: its data files open with this version only. */
const MAJOR = "18";
/** pg_control has had this size since PostgreSQL 9.6; a shorter one is torn. */
const CONTROL_BYTES = 8192;
/** Beside `pglite`: that a database was here once, so that its absence is a loss and not a first start. */
const MADE = "database-was-made";
const OWN = new Set([MADE, "pglite", "pglite.new", "in-use.sock", "sandbox", "backups", "lost+found"]);
const FOLDERS = ["base", "global", "pg_wal", "pg_xact", "pg_multixact", "base/1", "base/5"];
const FILES = ["global/pg_control", "global/pg_filenode.map", "base/5/pg_filenode.map", "base/5/1259"];

export interface DataFolder {
  /** Where the database is, or will be. */
  database: string;
  /** Where a new one is made, to be renamed when it is whole: one that was cut short is never taken for data. */
  half: string;
  isNew: boolean;
}

/** @throws StoreUnavailable with a sentence that says what is wrong and that nothing was changed */
export function examineFolder(folder: string): DataFolder {
  const database = join(folder, "pglite");
  try {
    const there = readdirSync(folder);
    const content = there.includes("pglite") ? readdirSync(database) : [];
    const place = { database, half: join(folder, "pglite.new") };
    if (content.length > 0) {
      requireWhole(database);
      return { ...place, isNew: false };
    }
    if (there.includes(MADE))
      throw damaged(
        folder,
        "the database that was made here is gone: pglite is missing or empty",
        `To begin with no plans, remove the file ${MADE} as well.`,
      );
    const strange = there.filter((name) => !OWN.has(name) && !name.startsWith("."));
    if (strange.length > 0)
      throw damaged(
        folder,
        `it holds no database of the wizard but other files (${strange.slice(0, 3).join(", ")})`,
        "Choose an empty folder with DATA_DIR.",
      );
    return { ...place, isNew: true };
  } catch (error) {
    if (isStoreUnavailable(error)) throw error;
    throw damaged(folder, `it cannot be read (${codeOf(error) ?? "unknown error"})`);
  }
}

/** Notes that there is a database now. A folder that an earlier version made gets its note at the first opening. */
export function noteMade(folder: string): void {
  try {
    writeFileSync(join(folder, MADE), "The wizard's data is next to this file, in pglite.\n", {
      flag: "wx",
      mode: 0o600,
    });
  } catch (error) {
    if (codeOf(error) !== "EEXIST") throw error;
  }
}

/** An empty place for a new database. What a start that was cut short has left there never was a database. */
export function clearHalf({ half }: DataFolder): void {
  rmSync(half, { recursive: true, force: true });
  makeFolder(half);
}

function requireWhole(database: string): void {
  const wrong = FOLDERS.map((name) => missing(database, name, "folder")).find((found) => found !== undefined);
  if (wrong !== undefined) throw damaged(database, wrong);
  const version = missing(database, "PG_VERSION", "file");
  if (version !== undefined) throw damaged(database, version);
  const major = readFileSync(join(database, "PG_VERSION"), "utf8").trim();
  if (major !== MAJOR)
    throw damaged(
      database,
      `it was written by PostgreSQL ${/^[\d.]{1,8}$/.test(major) ? major : "of an unknown version"}, and this wizard reads ${MAJOR}`,
      "Start the version of the wizard that wrote it.",
    );
  const torn = FILES.map((name) => missing(database, name, "file")).find((found) => found !== undefined);
  if (torn !== undefined) throw damaged(database, torn);
  if (statSync(join(database, "global/pg_control")).size !== CONTROL_BYTES)
    throw damaged(database, "global/pg_control is cut off");
  if (!readdirSync(join(database, "pg_wal")).some((name) => /^[0-9A-F]{24}$/.test(name)))
    throw damaged(database, "pg_wal holds no log");
  accessSync(join(database, "global/pg_control"), constants.R_OK | constants.W_OK);
}

function missing(database: string, name: string, kind: "file" | "folder"): string | undefined {
  const found = statSync(join(database, name), { throwIfNoEntry: false });
  if (found === undefined) return `${name} is missing`;
  if (kind === "folder") return found.isDirectory() ? undefined : `${name} is not a folder`;
  return found.isFile() && found.size > 0 ? undefined : `${name} is empty`;
}

function damaged(folder: string, what: string, mend?: string): StoreUnavailable {
  return new StoreUnavailable(
    `The data folder ${folder} was not opened: ${what}. Nothing in it was changed. ` +
      (mend ?? "Move it away and put a backup in its place (npm run backup -- --restore FILE)."),
  );
}
