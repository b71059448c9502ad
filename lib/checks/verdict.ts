import { z } from "zod";

/** `unknown` is never counted as pass: it says that nobody could tell. */
export const verdictStatuses = ["pass", "warn", "fail", "unknown", "not-applicable"] as const;
export type VerdictStatus = (typeof verdictStatuses)[number];

/** How a verdict came to be. The server writes `probe`, `simulation` and `static`; a browser may only submit the rest. */
export const evidenceKinds = ["probe", "simulation", "static", "browser", "pasted"] as const;
export type EvidenceKind = (typeof evidenceKinds)[number];

const text = z.string().max(4000);

export const evidenceSchema = z.object({
  kind: z.enum(evidenceKinds),
  /** The thing that was examined, named so that the reader can find it: "Key usage of CN=ckm-prod". */
  lookedAt: text,
  expected: text,
  /** One line, a full sentence or a value. */
  found: text,
  /** The raw words of AWS or of the parser, for the "Details" fold. Never holds a secret. */
  details: z.string().max(8000).optional(),
  at: z.coerce.date(),
  world: z.enum(["aws", "sandbox"]).optional(),
});
export type Evidence = z.infer<typeof evidenceSchema>;

export const remedySchema = z.object({
  /** One sentence: what to do. */
  text,
  /** The command or statement that does it. */
  command: z.string().max(16000).optional(),
  language: z.enum(["bash", "json", "text"]).optional(),
  /** Who can do it, or where it goes, when that is not obvious. */
  where: text.optional(),
});
export type Remedy = z.infer<typeof remedySchema>;

export const sourceSchema = z.object({ title: text, url: z.url().optional() });
export type Source = z.infer<typeof sourceSchema>;

export const verdictSchema = z.object({
  /** Stable: a rule id, or an IAM action for a permission verdict. */
  id: z.string().min(1).max(200),
  title: text,
  status: z.enum(verdictStatuses),
  evidence: evidenceSchema,
  /** Why it matters, one sentence. */
  why: text.optional(),
  remedy: remedySchema.optional(),
  source: sourceSchema.optional(),
});
/** The result of one check. The one shape that every room hands to the page, the checklist and the exports. */
export type Verdict = z.infer<typeof verdictSchema>;

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
