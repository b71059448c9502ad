import { z } from "zod";
import { optInStates } from "./regions";
import type { SimulatedDecision } from "./simulation";

/** The schemas of what checks learn beyond verdicts: apart, so that a page that only shows them does without Zod. */

/** What the result "regions" keeps beside its verdict (`CheckResult.data`). */
export const regionsDataSchema = z.object({
  regions: z.array(z.object({ name: z.string().max(60), optIn: z.enum(optInStates) })).max(200),
});

export const decisionSchema = z.object({
  action: z.string().max(200),
  decision: z.enum(["allowed", "explicitDeny", "implicitDeny"]),
  missingContext: z.array(z.string().max(200)).max(50).optional(),
  allowedByOrganization: z.boolean().optional(),
  allowedByBoundary: z.boolean().optional(),
}) satisfies z.ZodType<SimulatedDecision>;
