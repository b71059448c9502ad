import { and, eq } from "drizzle-orm";
import type { Verdict } from "@/lib/checks";
import { type CheckResult, type ResultId, type Results, resultSchema } from "@/lib/plan";
import { cleanText } from "./clean";
import type { Database } from "./database";
import { plans, results } from "./schema";

export function resultStore(db: Database) {
  const write = async (on: Pick<Database, "insert">, planId: string, result: CheckResult) => {
    const { id, ...fields } = resultSchema.parse(cleanText(result));
    const row = { ...fields, data: fields.data ?? null };
    await on
      .insert(results)
      .values({ planId, id, ...row })
      .onConflictDoUpdate({ target: [results.planId, results.id], set: row });
  };

  return {
    /** Puts a result in the place of the one of the same id. A plan that was deleted meanwhile takes none. */
    async save(planId: string, result: CheckResult): Promise<void> {
      await db.transaction(async (tx) => {
        if (await lockPlan(tx, planId)) await write(tx, planId, result);
      });
    },

    /**
     * Adds verdicts to a result, each in the place of the one with its id: a check of a few actions keeps the others.
     * A result that rests on other answers (another `basis`) is begun anew instead.
     */
    async merge(
      planId: string,
      id: ResultId,
      verdicts: readonly Verdict[],
      basis: string,
      now: Date,
      data?: CheckResult["data"],
    ): Promise<void> {
      await db.transaction(async (tx) => {
        if (!(await lockPlan(tx, planId))) return;
        const [row] = await tx
          .select()
          .from(results)
          .where(and(eq(results.planId, planId), eq(results.id, id)));
        const before = row === undefined ? undefined : readResult(row);
        const kept = before?.basis === basis ? before : undefined;
        const byId = new Map((kept?.verdicts ?? []).map((verdict) => [verdict.id, verdict]));
        for (const verdict of verdicts) byId.set(verdict.id, verdict);
        await write(tx, planId, {
          id,
          verdicts: [...byId.values()],
          basis,
          at: now,
          data: data === undefined ? kept?.data : data,
        });
      });
    },

    /** Every result of the plan. One that this version cannot read counts as not there: it is checked again. */
    async all(planId: string): Promise<Results> {
      const rows = await db.select().from(results).where(eq(results.planId, planId));
      const found: Results = {};
      for (const row of rows) {
        const result = readResult(row);
        if (result !== undefined) found[result.id] = result;
      }
      return found;
    },

    async remove(planId: string, id: ResultId): Promise<void> {
      await db.delete(results).where(and(eq(results.planId, planId), eq(results.id, id)));
    },
  };
}

/** One writer of a plan's results at a time; false when the plan is gone. */
async function lockPlan(tx: Pick<Database, "select">, planId: string): Promise<boolean> {
  const rows = await tx.select({ id: plans.id }).from(plans).where(eq(plans.id, planId)).for("update");
  return rows.length === 1;
}

function readResult({ id, verdicts, basis, at, data }: typeof results.$inferSelect): CheckResult | undefined {
  const read = resultSchema.safeParse({ id, verdicts, basis, at, ...(data === null ? {} : { data }) });
  return read.success ? read.data : undefined;
}
