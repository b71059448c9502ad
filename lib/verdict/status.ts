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
