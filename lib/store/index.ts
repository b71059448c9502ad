import "server-only";
import type { DatabasePlace } from "./database";
import { openStore, type Store } from "./store";

export type { DatabasePlace } from "./database";
export type { LinkRow } from "./links";
export { type Marks, marksOf } from "./merge/answers";
export { isRefusal, isStoreUnavailable, Refusal, StoreUnavailable } from "./refusal";
export type { Visitor } from "./sessions";
export { openStore, type Store } from "./store";

// On globalThis, since Next's development server loads this file anew after every edit.
const kept = globalThis as typeof globalThis & { wizardStore?: Promise<Store> | undefined };

/**
 * The store of this process, opened on the first call. A failed opening is not kept: the next call tries again.
 * @throws StoreUnavailable
 */
export function getStore(): Promise<Store> {
  kept.wizardStore ??= openStore(placeFromEnvironment(), sizeFromEnvironment()).catch((error: unknown) => {
    kept.wizardStore = undefined;
    throw error;
  });
  return kept.wizardStore;
}

/** `lib/server` checks these variables at the start; here they only say where the data is. */
function placeFromEnvironment(): DatabasePlace {
  const url = process.env.DATABASE_URL;
  if (url !== undefined && url !== "") return { url };
  const folder = process.env.DATA_DIR || ".data";
  return folder === "memory" ? { memory: true } : { folder };
}

function sizeFromEnvironment(): { storeBytes?: number | undefined } {
  const megabytes = Number(process.env.STORE_MB || Number.NaN);
  return megabytes > 0 ? { storeBytes: megabytes * 1_000_000 } : {};
}
