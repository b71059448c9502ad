import { completeDocument, type Plan, type PlanDocument, planDocumentSchema } from "@/lib/plan";
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
export async function requireRow<Row extends PlanRow>(asked: PromiseLike<Row[]>): Promise<Row> {
  const [row] = await asked;
  if (row === undefined) throw new Refusal(problem("plan-not-found"));
  return row;
}

export function refusedFields(issues: readonly { path: PropertyKey[]; message: string }[]): Refusal {
  const fields = issues.map(({ path, message }) => ({
    field: path.map(String).join("."),
    sentence: `This answer ${message}.`,
  }));
  return new Refusal(problem("input-refused", { values: { count: fields.length }, fields }));
}

/** @throws Refusal "account-taken" in the place of the index that keeps two rehearsals out of one account */
export async function refusingTakenAccount<T>(document: PlanDocument, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (!isUniqueViolation(error, "plans_sandbox_account")) throw error;
    throw new Refusal(
      problem("account-taken", { values: { account: document.start.accountId }, field: "accountId" }),
    );
  }
}

/** SQLSTATE 23505; drizzle wraps the driver's error, both drivers name the constraint. */
function isUniqueViolation(error: unknown, constraint: string): boolean {
  for (let at = error; at instanceof Error; at = at.cause)
    if ("code" in at && at.code === "23505") return "constraint" in at && at.constraint === constraint;
  return false;
}
