import type { Problem } from "@/lib/problems";
import { problem } from "@/lib/problems";
import { type Buckets, createBuckets } from "./buckets";

/**
 * Every rate limit. What is guaranteed:
 * - A proven browser (`proof.ts`) has buckets of its own. Nothing that anybody else does, however many sessions he
 *   collects, takes a call from them: one hostile browser beside an honest one means 0 refused honest calls.
 * - Callers without a proof share one pool for all of them, which no browser needs. A made-up cookie opens no bucket.
 * - A refused call takes nothing from any bucket and writes nothing anywhere.
 * - A new session has half of the allowance, and the whole after ten minutes: collecting many gives little at once.
 *   What all sessions together may put into the store is shared out there (`lib/store/quotas.ts`).
 * - Behind a trusted proxy one address gets so many sessions in a time (`mayBeServed`). Without one there is no
 *   address to tell visitors apart by, and serving a session keeps nothing, so it is not counted.
 * It is counted in each process: with several, a browser may do so much in each of them.
 */

const MINUTE = 60_000;
const SETTLED_MS = 10 * MINUTE;
const NEW_SHARE = 0.5;

/** Calls in a window: of one browser, and of all callers together that are no proven browser. */
export const limitTable = {
  /** Saving answers and other small acts. */
  action: { each: 600, unproven: 120, windowMs: MINUTE },
  /** Anything that calls AWS or the sandbox. */
  check: { each: 120, unproven: 60, windowMs: MINUTE },
  /** Work that takes the processor: certificates, imports. */
  work: { each: 240, unproven: 60, windowMs: MINUTE },
  /** New plans and new links. */
  create: { each: 60, unproven: 60, windowMs: 10 * MINUTE },
  /** Opening links by their token. */
  link: { each: 60, unproven: 60, windowMs: MINUTE },
} as const satisfies Record<string, { each: number; unproven: number; windowMs: number }>;

export type LimitName = keyof typeof limitTable;

/** New sessions of one network address. A company behind one address opens the wizard in fewer browsers at once. */
const SERVED = { each: 600, windowMs: 10 * MINUTE };

/** Who calls: the session, where a page was served to it, and since when. */
export type Caller = { sessionHash: string; provenSince: Date } | undefined;

export interface Limits {
  /** Counts a call. Gives the refusal when there is none left. */
  count(name: LimitName, caller: Caller, now: Date): Problem | undefined;
  /** Whether one more browser of this network address gets a session with its page. */
  mayBeServed(address: string, now: Date): boolean;
}

export function createLimits(): Limits {
  const buckets = new Map<LimitName, Buckets>();
  const served = createBuckets(SERVED.windowMs);
  const bucketsOf = (name: LimitName) => {
    const found = buckets.get(name) ?? createBuckets(limitTable[name].windowMs);
    buckets.set(name, found);
    return found;
  };
  return {
    count(name, caller, now) {
      const { each, unproven, windowMs } = limitTable[name];
      const capacity = caller === undefined ? unproven : Math.floor(each * shareOf(caller.provenSince, now));
      // No hash is empty: the pool is nobody's.
      const wait = bucketsOf(name).take(caller?.sessionHash ?? "", capacity, now);
      return wait === 0 ? undefined : tooMany(capacity, windowMs, wait);
    },
    mayBeServed: (address, now) => served.take(networkOf(address), SERVED.each, now) === 0,
  };
}

/** On globalThis: Next bundles proxy.ts and the actions apart, and one process has one count. */
const kept = globalThis as typeof globalThis & { wizardLimits?: Limits | undefined };

export function getLimits(): Limits {
  kept.wizardLimits ??= createLimits();
  return kept.wizardLimits;
}

function shareOf(provenSince: Date, now: Date): number {
  const age = Math.max(0, now.getTime() - provenSince.getTime());
  return Math.min(1, NEW_SHARE + ((1 - NEW_SHARE) * age) / SETTLED_MS);
}

function tooMany(count: number, windowMs: number, waitMs: number): Problem {
  const seconds = Math.ceil(waitMs / 1000);
  return problem("too-many-requests", {
    values: {
      count,
      window: windowMs === MINUTE ? "a minute" : `${windowMs / MINUTE} minutes`,
      wait: seconds === 1 ? "a second" : `${seconds} seconds`,
    },
  });
}

/** An IPv6 customer has a whole /64 of addresses: its first four groups stand for all of them. */
function networkOf(address: string): string {
  if (!address.includes(":") || address.includes(".")) return address;
  const [head = ""] = address.toLowerCase().split("::");
  const groups = head.split(":").filter((group) => group !== "");
  return Array.from({ length: 4 }, (_, n) => groups[n] ?? "0").join(":");
}
