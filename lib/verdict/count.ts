import type { Verdict } from "./schema";
import type { VerdictStatus } from "./status";

export type VerdictCounts = Record<VerdictStatus, number>;

/** Counts of each status, in one pass. */
export function countVerdicts(verdicts: readonly Verdict[]): VerdictCounts {
  const counts: VerdictCounts = { pass: 0, warn: 0, fail: 0, unknown: 0, "not-applicable": 0 };
  for (const { status } of verdicts) counts[status] += 1;
  return counts;
}

const severity: readonly VerdictStatus[] = ["fail", "unknown", "warn", "pass", "not-applicable"];

/** The gravest status among the verdicts; `not-applicable` when there are none. */
export function worstStatus(verdicts: readonly Verdict[]): VerdictStatus {
  return severity.find((status) => verdicts.some((v) => v.status === status)) ?? "not-applicable";
}
