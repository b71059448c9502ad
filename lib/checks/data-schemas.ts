import { z } from "zod";
import { optInStates } from "./regions/regions";
import type { SimulatedDecision } from "./simulator/simulator-questions";

/** The schemas of what checks learn beyond verdicts: apart, so that a page that only shows them does without Zod. */

/** What the result "regions" keeps beside its verdict (`CheckResult.data`). */
export const regionsDataSchema = z.object({
  regions: z.array(z.object({ name: z.string().max(60), optIn: z.enum(optInStates) })).max(200),
});

const milliseconds = z.number().nonnegative().max(3_600_000);

/** What a run of probes, or a question to the simulator, keeps beside its verdicts: how long it took. */
export const runDataSchema = z.object({
  /** From the first call to the last verdict. */
  tookMs: milliseconds,
  /** From the first call to the first verdict. */
  firstMs: milliseconds.optional(),
  /** How many permissions were asked for: a repetition asks for the open ones only. */
  asked: z.number().int().nonnegative().max(500),
});

export const decisionSchema = z.strictObject({
  action: z.string().regex(/^[a-z0-9-]{1,60}:[A-Za-z0-9]{1,120}$/, "is not the name of an action"),
  decision: z.enum(["allowed", "explicitDeny", "implicitDeny"]),
  missingContext: z
    .array(z.string().regex(/^\P{Cc}{1,200}$/u))
    .max(50)
    .optional(),
  allowedByOrganization: z.boolean().optional(),
  allowedByBoundary: z.boolean().optional(),
}) satisfies z.ZodType<SimulatedDecision>;

/** What pasted evidence keeps beside its verdicts. */
export const pastedDataSchema = z.object({
  /** When the script ran, by the clock of the machine that ran it. */
  ranAt: z.coerce.date().optional(),
  /** What the simulator said, out of which the words are written; not there in results of an earlier version. */
  decisions: z.array(decisionSchema).max(500).optional(),
  principal: z.string().max(1100).optional(),
});
