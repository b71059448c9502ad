/** Room for this many keys in a map; what is beyond it is found by `most keys` below. */
const MOST_KEYS = 20_000;

/**
 * Token buckets in the memory of this process, one for each key: so many calls in a window, refilled evenly. A call
 * that is refused takes nothing, so that trying again does not make the wait longer.
 *
 * The map is bounded. A bucket that nobody touched for a window is full again, and forgetting it changes nothing;
 * only when all are younger is the one touched longest ago forgotten. To have one's own forgotten too early one must
 * touch 20,000 others of one's own within a window meanwhile: that costs more calls than it gives.
 */
export interface Buckets {
  /**
   * Takes one call.
   * @param capacity how many calls the key has in a window; it may differ from call to call
   * @returns 0 when it was there, otherwise how long until there is one, in milliseconds
   */
  take(key: string, capacity: number, now: Date): number;
  readonly size: number;
}

export function createBuckets(windowMs: number, most = MOST_KEYS): Buckets {
  // In the order in which they were touched: a key is taken out and put in again.
  const buckets = new Map<string, { left: number; at: number }>();
  return {
    take(key, capacity, now) {
      const at = now.getTime();
      const found = buckets.get(key);
      const perMs = capacity / windowMs;
      // A clock that went back refills nothing, and takes nothing away.
      const refilled = found === undefined ? capacity : found.left + Math.max(0, at - found.at) * perMs;
      const before = Math.min(capacity, refilled);
      const enough = before >= 1;
      buckets.delete(key);
      if (buckets.size >= most) buckets.delete(buckets.keys().next().value ?? "");
      buckets.set(key, { left: enough ? before - 1 : before, at });
      return enough ? 0 : Math.ceil((1 - before) / perMs);
    },
    get size() {
      return buckets.size;
    },
  };
}
