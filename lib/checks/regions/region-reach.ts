import type { Verdict } from "@/lib/verdict";
import type { AwsAnswer, AwsCaller } from "../aws-caller";
import { answerQueue } from "../permissions/answer-queue";
import { type CheckOptions, stopped } from "../permissions/check-permissions";
import { type Reading, readAnswer } from "../permissions/read-answer";
import { kmsLists } from "../probes/kms";
import { inRegion } from "./in-region";
import { REACH_ACTION, reachVerdict, switchedOffVerdict } from "./reach-verdict";
import { type AccountRegion, isSwitchedOn } from "./regions";

/**
 * Regions that are asked at once. Quotas are no reason, they count by region; connections are: each region is a host
 * of its own, with a name to look up and TLS to begin. Twelve go through the 34 regions of the largest partition in
 * three rounds: where a firewall swallows every connection (3 s each), all have their verdict within an action's 15 s.
 */
export const REGIONS_AT_ONCE = 12;

/**
 * Where the connection can reach KMS: one harmless call (ListKeys, one key at most) in each region that is switched
 * on, and one verdict a region (`id` "region:NAME"), each as soon as it can be said. A denial waits for the home
 * region's answer, since only that tells whether it is the region that is barred; nothing else waits for another
 * region. Never throws for what AWS or the network does.
 *
 * @param aws an open caller in the plan's home region
 * @param regions as `checkRegions` lists them
 */
export async function* checkRegionReach(
  aws: AwsCaller,
  regions: readonly AccountRegion[],
  options: Pick<CheckOptions, "signal" | "now" | "scope"> = {},
): AsyncGenerator<Verdict> {
  const now = options.now ?? (() => new Date());
  const stop = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, stop.signal]) : stop.signal;
  const whenAborted = new Promise<AwsAnswer>((done) =>
    signal.addEventListener("abort", () => done(stopped), { once: true }),
  );
  const ask = async (region: string): Promise<Reading> => {
    if (signal.aborted) return readAnswer(listKeys, stopped);
    const call = { service: "kms", operation: "ListKeys", input: { Limit: 1 }, signal } as const;
    return readAnswer(listKeys, await Promise.race([inRegion(aws, region).call(call), whenAborted]));
  };

  for (const region of regions) if (!isSwitchedOn(region)) yield switchedOffVerdict(aws, region, now());
  const on = regions.filter(isSwitchedOn);
  if (on.length === 0) return;
  // First, since denials elsewhere wait for it.
  const home = ask(aws.region);
  const queue = answerQueue<Verdict>();
  const rest = on.values();
  const begin = () => {
    const { value: region } = rest.next();
    if (region === undefined) return;
    const answer = region.name === aws.region ? home : ask(region.name);
    // Frees the place when the answer is there: a denial that waits for its words holds up nobody.
    void answer.then(begin, () => {});
    queue.add(
      answer.then(async (reading) => {
        const atHome = reading.is === "denied" ? await home : undefined;
        return reachVerdict({ aws, region, reading, atHome, scope: options.scope ?? {}, now: now() });
      }),
    );
  };
  try {
    for (let places = Math.min(REGIONS_AT_ONCE, on.length); places > 0; places -= 1) begin();
    for await (const verdict of queue) yield verdict;
  } finally {
    stop.abort();
  }
}

const listKeys = {
  action: REACH_ACTION,
  scope: "list",
  allowed: kmsLists.find(({ action }) => action === REACH_ACTION)?.allowed ?? [],
} as const;
