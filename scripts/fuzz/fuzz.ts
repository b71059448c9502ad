import type { Call } from "./calls";
import { type Random, seeded } from "./random";
import { sendBytes } from "./wire";

export interface FuzzReport {
  calls: number;
  /** How many calls got which status; 0 is an end without an answer. */
  statuses: Record<string, number>;
  /** The longest answer, in milliseconds. */
  slowestMs: number;
  /** Calls that got a 5xx, no answer although they were complete, or nothing at all. */
  failures: string[];
}

/** Makes so many calls, eight at a time. The same seed makes the same calls. */
export async function fuzz(
  url: string,
  count: number,
  seed: number,
  make: (random: Random) => Call,
): Promise<FuzzReport> {
  const report: FuzzReport = { calls: 0, statuses: {}, slowestMs: 0, failures: [] };
  const one = async (number: number) => {
    const call = make(seeded(seed * 1_000_003 + number));
    const answer = await sendBytes(url, call.pieces, call.cut);
    report.calls += 1;
    report.statuses[answer.status] = (report.statuses[answer.status] ?? 0) + 1;
    report.slowestMs = Math.max(report.slowestMs, Math.round(answer.ms));
    if (answer.status >= 500 || answer.hung || (answer.status === 0 && !call.cut))
      report.failures.push(
        `seed ${seed} call ${number}: ${answer.hung ? "hung" : answer.status} ${call.label}`,
      );
  };
  let next = 0;
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      while (next < count) await one(next++);
    }),
  );
  return report;
}
