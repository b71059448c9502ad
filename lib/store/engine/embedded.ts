import { renameSync } from "node:fs";
import { PGlite } from "@electric-sql/pglite";
import { drizzle } from "drizzle-orm/pglite";
import { migrate } from "drizzle-orm/pglite/migrator";
import type { Database, OpenDatabase } from "../database";
import { lockFolder } from "../lock";
import { isStoreUnavailable, StoreUnavailable } from "../refusal";
import * as schema from "../schema";
import { deepCodeOf } from "../translate";
import { clearHalf, type DataFolder, examineFolder, noteMade } from "./folder";
import { migrationsFolder } from "./migrations";
import { requireRoom, SturdyPglite } from "./sturdy-pglite";

/** The embedded database of a folder, or one in memory. @throws StoreUnavailable with a sentence for the operator */
export async function openEmbedded(folder: string | undefined): Promise<OpenDatabase> {
  const lock = folder === undefined ? undefined : await lockFolder(folder);
  try {
    const place = folder === undefined ? undefined : examineFolder(folder);
    requireRoom(folder);
    if (place?.isNew) await makeDatabase(place);
    const client = new SturdyPglite(
      () => PGlite.create(place?.database ?? "memory://"),
      folder,
      (error) => console.error(`The embedded database failed (${deepCodeOf(error) ?? "no code"}).`),
    );
    // drizzle asks for the two functions that this one has.
    const db = drizzle(client as unknown as PGlite, { schema });
    await migrate(db, { migrationsFolder: migrationsFolder() });
    if (folder !== undefined) noteMade(folder);
    return {
      db: db as unknown as Database,
      close: async () => {
        await client.close();
        await lock?.release();
      },
    };
  } catch (error) {
    await lock?.release();
    if (isStoreUnavailable(error)) throw error;
    throw new StoreUnavailable(
      `The embedded database in ${folder ?? "memory"} cannot be opened (${deepCodeOf(error) ?? "it does not start"}). ` +
        "If the folder was damaged, put a backup in its place.",
      deepCodeOf(error),
    );
  }
}

/** Under another name, so that a start that is killed here leaves nothing that looks like data. */
async function makeDatabase(place: DataFolder): Promise<void> {
  clearHalf(place);
  await (await PGlite.create(place.half)).close();
  renameSync(place.half, place.database);
}
