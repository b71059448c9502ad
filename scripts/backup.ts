import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { lockFolder } from "@/lib/store/lock";

/**
 * npm run backup [-- FILE]              the embedded database into one file (default: DATA_DIR/backups/…)
 * npm run backup -- --restore FILE      such a file into an empty data folder
 * The wizard must be stopped: one process at a time owns the folder. PostgreSQL has pg_dump.
 */
async function main(args: readonly string[]): Promise<string> {
  if (process.env.DATABASE_URL)
    return refuse("The data is in PostgreSQL (DATABASE_URL). Use pg_dump for it.");
  const folder = process.env.DATA_DIR || ".data";
  const [first, second] = args;
  if (first === "--restore" && second === undefined)
    return refuse("Name the file: npm run backup -- --restore FILE");
  return first === "--restore" ? restore(folder, second ?? "") : backup(folder, first);
}

async function backup(folder: string, wanted: string | undefined): Promise<string> {
  const data = join(folder, "pglite");
  if (!existsSync(data)) return refuse(`There is no data in ${folder} yet.`);
  const lock = await lockFolder(folder);
  const stamp = new Date().toISOString().slice(0, 19).replace(/\D/g, "");
  const file = resolve(wanted ?? join(folder, "backups", `wizard-${stamp}.tar.gz`));
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const database = await PGlite.create(data);
  const dump = await database.dumpDataDir("gzip");
  await database.close();
  // It holds plans and hashes, no secret; still, nobody else's business. "wx": no other file is overwritten.
  writeFileSync(file, Buffer.from(await dump.arrayBuffer()), { mode: 0o600, flag: "wx" });
  await lock.release();
  return `Saved to ${file} (${Math.ceil(dump.size / 1024)} KB).`;
}

async function restore(folder: string, file: string): Promise<string> {
  if (!existsSync(file)) return refuse(`There is no file ${file}.`);
  const data = join(folder, "pglite");
  if (existsSync(data) && readdirSync(data).length > 0)
    return refuse(
      `${folder} holds data already. Choose an empty folder with DATA_DIR, or move this one away.`,
    );
  const lock = await lockFolder(folder);
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const database = await PGlite.create(data, { loadDataDir: new Blob([readFileSync(file)]) });
  await database.query("select count(*) from plans");
  await database.close();
  await lock.release();
  return `Restored ${file} into ${folder}.`;
}

function refuse(sentence: string): never {
  throw new Error(sentence);
}

try {
  console.log(await main(process.argv.slice(2)));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
