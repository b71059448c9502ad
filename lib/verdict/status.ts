/** `unknown` is never counted as pass: it says that nobody could tell. */
export const verdictStatuses = ["pass", "warn", "fail", "unknown", "not-applicable"] as const;
export type VerdictStatus = (typeof verdictStatuses)[number];

/** How a verdict came to be. The server writes `probe`, `simulation` and `static`; a browser may only submit the rest. */
export const evidenceKinds = ["probe", "simulation", "static", "browser", "pasted"] as const;
export type EvidenceKind = (typeof evidenceKinds)[number];

/**
 * Reasons that the program goes by; the words of a verdict are for people only. A denial's reason is the id of its
 * cause, a fault's the kind of the failure (`lib/checks`).
 */
export const verdictReasons = {
  /** No probe can prove the action. */
  unprovable: "unprovable",
  /** Denied, which says nothing: the probe does not meet the plan's own limit on the action. */
  outsideLimits: "outside-limits",
  /** Allowed for the first time after it was denied: a second agreeing answer is awaited. */
  onceAllowed: "once-allowed",
  /** Denied for the first time after it was allowed. */
  onceDenied: "once-denied",
  /** Denied to whoever has no MFA, which a connection never has. */
  noMfa: "no-mfa",
  /** About the way from a certificate to its trust anchor, not about the certificate by itself. */
  path: "path",
  /** The input takes more work than one check may. */
  notJudged: "not-judged",
} as const;
