import { z } from "zod";
import { isOwnLink } from "./links";
import { evidenceKinds, verdictStatuses } from "./status";

/** The shape of a verdict as it is read back. Apart from the words, so that a page that only draws verdicts stays small. */

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
  /** Why, as a code, for whoever folds verdicts: one of `verdictReasons`, or the id of a denial's cause. */
  reason: z.string().max(60).optional(),
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

export const sourceSchema = z.object({
  title: text,
  /** A link to elsewhere than the table of hosts is taken off; the source's name stays. */
  url: z
    .string()
    .max(2000)
    .transform((url) => (isOwnLink(url) ? url : undefined))
    .optional(),
});
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
