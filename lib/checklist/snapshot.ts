import { z } from "zod";
import { resultIds, signInWays, worlds } from "@/lib/plan";
import { evidenceKinds, evidenceSchema, remedySchema, verdictSchema, verdictStatuses } from "@/lib/verdict";

/**
 * What a checklist holds. This is the allow-list: a field that is not written down here does not leave the plan.
 * Raw words of AWS or of a parser ("details") are left out: nobody can promise what is in them. So are codes that
 * only the program reads ("reason").
 */
const shownVerdict = verdictSchema.extend({
  evidence: evidenceSchema.omit({ details: true, reason: true }),
  remedy: remedySchema.pick({ text: true, command: true, language: true, where: true }).optional(),
});
export type ShownVerdict = z.infer<typeof shownVerdict>;

const answer = z.object({ term: z.string(), value: z.string(), mono: z.boolean().optional() });

export const checklistSchema = z.object({
  version: z.literal(1),
  generatedAt: z.coerce.date(),
  expiresAt: z.coerce.date(),
  /** Version of this tool. */
  toolVersion: z.string(),
  /** All its words are the server's; absent in snapshots of before that was so. */
  ownWords: z.literal(true).optional(),
  world: z.enum(worlds),
  signIn: z.enum(signInWays),
  connectionName: z.string(),
  accountId: z.string(),
  partition: z.string(),
  region: z.string(),
  /** Which certificates the plan's role asks for; absent without one, and in snapshots of before it was asked. */
  roleAdmits: z.string().optional(),
  completed: z.boolean(),
  /** What is still open, one sentence each; empty when completed. */
  open: z.array(z.string()),
  steps: z.array(z.object({ title: z.string(), state: z.string(), answers: z.array(answer) })),
  checks: z.array(
    z.object({
      id: z.enum(resultIds),
      title: z.string(),
      at: z.coerce.date(),
      /** Answers changed after this check. */
      stale: z.boolean(),
      verdicts: z.array(shownVerdict),
    }),
  ),
  /** How many verdicts of each status, and by what kind of evidence. */
  byStatus: z.record(z.enum(verdictStatuses), z.number()),
  byEvidence: z.record(z.enum(evidenceKinds), z.number()),
});
export type Checklist = z.infer<typeof checklistSchema>;

/**
 * Whether a check's verdicts are among those that are counted. Stale ones are not; nor is where KMS can be reached: a
 * region that nobody chose may well be closed.
 */
export function isCountedCheck({ id, stale }: Pick<Checklist["checks"][number], "id" | "stale">): boolean {
  return !stale && id !== "region-reach";
}
