import type { DatabasePlace, OpenDatabase } from "../database";

/**
 * Opens the database and brings its tables up to date. Each engine is loaded only where it is used.
 * @throws StoreUnavailable with a sentence for the operator
 */
export async function openDatabase(place: DatabasePlace): Promise<OpenDatabase> {
  if ("url" in place) return (await import("./postgres")).openPostgres(place.url, place.silenceMs);
  const { openEmbedded } = await import("./embedded");
  return openEmbedded("folder" in place ? place.folder : undefined);
}
