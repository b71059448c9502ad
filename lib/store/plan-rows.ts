import { completeDocument, type Plan, planDocumentSchema } from "@/lib/plan";
import { problem } from "@/lib/problems";
import { Refusal } from "./refusal";
import { plans } from "./schema";

/** What a plan is to the rooms: whose bytes it counts for is nobody's business. */
export const planColumns = {
  id: plans.id,
  world: plans.world,
  document: plans.document,
  createdAt: plans.createdAt,
  updatedAt: plans.updatedAt,
};
export type PlanRow = Pick<typeof plans.$inferSelect, keyof typeof planColumns>;

/** A row as the rooms see it, whichever version of the wizard wrote it. */
export function readPlan(row: PlanRow): Plan {
  return { ...row, document: planDocumentSchema.parse(completeDocument(row.document)) };
}

/** @throws Refusal "plan-not-found" */
export async function requireRow(asked: PromiseLike<PlanRow[]>): Promise<PlanRow> {
  const [row] = await asked;
  if (row === undefined) throw new Refusal(problem("plan-not-found"));
  return row;
}
