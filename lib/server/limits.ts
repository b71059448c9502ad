import type { Problem } from "@/lib/problems";
import { problem } from "@/lib/problems";
import type { Store } from "@/lib/store";

const MINUTE = 60_000;

/** Every rate limit, in one table: requests of one browser, and of one network address, in a window. */
export const limitTable = {
  /** Saving answers and other small acts. */
  action: { each: 600, address: 6_000, windowMs: MINUTE },
  /** Anything that calls AWS or the sandbox. */
  check: { each: 120, address: 1_200, windowMs: MINUTE },
  /** Work that takes the processor: certificates, imports. */
  work: { each: 240, address: 1_200, windowMs: MINUTE },
  /** New plans and new links. */
  create: { each: 60, address: 1_200, windowMs: 10 * MINUTE },
  /** Opening links by their token. */
  link: { each: 60, address: 600, windowMs: MINUTE },
} as const satisfies Record<string, { each: number; address: number; windowMs: number }>;

export type LimitName = keyof typeof limitTable;

/** Counts a request. Gives the refusal when a limit is passed. */
export async function countRequest(
  store: Pick<Store, "limits">,
  name: LimitName,
  who: { sessionHash?: string; address: string },
  now: Date,
): Promise<Problem | undefined> {
  const { each, address, windowMs } = limitTable[name];
  const buckets = [`${name} address ${who.address}`];
  if (who.sessionHash !== undefined) buckets.push(`${name} browser ${who.sessionHash}`);
  const [byAddress = 0, byBrowser = 0] = await store.limits.hit(buckets, windowMs, now);
  if (byAddress <= address && byBrowser <= each) return undefined;
  const waitSeconds = Math.ceil((windowMs - (now.getTime() % windowMs)) / 1000);
  return problem("too-many-requests", {
    values: {
      count: byBrowser > each ? each : address,
      window: windowMs === MINUTE ? "a minute" : `${windowMs / MINUTE} minutes`,
      wait: waitSeconds === 1 ? "a second" : `${waitSeconds} seconds`,
    },
  });
}
