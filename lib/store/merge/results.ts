import type { CheckResult } from "@/lib/plan";
import type { Verdict } from "@/lib/verdict";

/** How a result of a check goes together with the one that is stored. */

export interface MergeOptions {
  /** The check asked for everything: of the stored verdicts, only those of a later check stay. */
  whole?: boolean | undefined;
  /** How a later check's verdicts go over an earlier one's; by id unless said otherwise. */
  join?: ((earlier: readonly Verdict[], later: readonly Verdict[]) => readonly Verdict[]) | undefined;
}

/**
 * No check lasts that long. What is stored with a moment further ahead was stored by a clock that was wrong, and must
 * not keep every check out until that moment has come.
 */
const LONGEST_CHECK_MS = 5 * 60_000;

/** Whether what is stored was begun after this one. */
export const isLater = (stored: CheckResult, { at }: CheckResult) =>
  stored.at > at && stored.at.getTime() - at.getTime() <= LONGEST_CHECK_MS;

const byId: NonNullable<MergeOptions["join"]> = (earlier, later) => [
  ...new Map([...earlier, ...later].map((verdict) => [verdict.id, verdict])).values(),
];

/** What is stored after both: see `merge` of the results. */
export function merged(
  stored: CheckResult | undefined,
  result: CheckResult,
  { whole = false, join = byId }: MergeOptions,
): CheckResult {
  const later = stored !== undefined && isLater(stored, result);
  const known = stored?.basis === result.basis ? stored : undefined;
  if (later && known === undefined) return stored;
  const before = known?.verdicts ?? [];
  const joined = whole ? result.verdicts : join(before, result.verdicts);
  const newer = before.filter(({ evidence }) => evidence.at >= result.at);
  return {
    ...result,
    verdicts: [...(later ? join(joined, newer) : joined)],
    at: later ? stored.at : result.at,
    data: later ? stored.data : (result.data ?? known?.data),
  };
}
