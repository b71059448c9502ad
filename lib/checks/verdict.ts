import type { Verdict } from "./verdict-schema";

/** `unknown` is never counted as pass: it says that nobody could tell. */
export const verdictStatuses = ["pass", "warn", "fail", "unknown", "not-applicable"] as const;
export type VerdictStatus = (typeof verdictStatuses)[number];

/** How a verdict came to be. The server writes `probe`, `simulation` and `static`; a browser may only submit the rest. */
export const evidenceKinds = ["probe", "simulation", "static", "browser", "pasted"] as const;
export type EvidenceKind = (typeof evidenceKinds)[number];

/** Reasons of an `unknown` that are no fault of the run, in every region and at every time alike. */
export const verdictReasons = {
  /** No probe can prove the action. */
  unprovable: "unprovable",
  /** Denied, which says nothing: the probe does not meet the plan's own limit on the action. */
  outsideLimits: "outside-limits",
} as const;

export type { Evidence, Remedy, Source, Verdict } from "./verdict-schema";

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
