import { isDeepStrictEqual } from "node:util";
import { and, eq, inArray } from "drizzle-orm";
import { type CheckResult, type ResultId, type Results, resultSchema } from "@/lib/plan";
import { problem } from "@/lib/problems";
import type { Verdict } from "@/lib/verdict";
import { cleanText } from "./clean";
import type { Database } from "./database";
import { isLater, type MergeOptions, merged } from "./merge/results";
import { jsonBytes, type QuotaKeeper, quotas } from "./quotas";
import { Refusal } from "./refusal";
import { plans, results } from "./schema";

type Transaction = Pick<Database, "select" | "insert" | "execute">;

export function resultStore(db: Database, quota: QuotaKeeper) {
  /** @throws Refusal "too-many-verdicts", and those of quotas */
  const write = async (tx: Transaction, planId: string, result: CheckResult, stored?: CheckResult) => {
    const count = result.verdicts.length;
    if (count > quotas.verdictsEach)
      throw new Refusal(problem("too-many-verdicts", { values: { count, limit: quotas.verdictsEach } }));
    const clean = resultSchema.parse(cleanText(result));
    const growth = bytesOf(clean) - bytesOf(stored);
    if (growth > 0) await quota.requireRoom(tx, planId, growth, "plan");
    const { id, ...fields } = clean;
    const row = { ...fields, data: fields.data ?? null };
    await tx
      .insert(results)
      .values({ planId, id, ...row })
      .onConflictDoUpdate({ target: [results.planId, results.id], set: row });
  };

  /**
   * Puts in the place of a result what is made of it, one writer of a plan at a time. What changes nothing is not
   * written, nor is a lock, which is written too.
   * @returns what is stored now; undefined when the plan was deleted meanwhile
   */
  const replace = async (
    planId: string,
    id: ResultId,
    next: (stored: CheckResult | undefined) => CheckResult,
  ): Promise<CheckResult | undefined> => {
    const seen = await find(db, planId, id);
    if (seen !== undefined && isSame(next(seen), seen)) return seen;
    return db.transaction(async (tx) => {
      if (!(await lockPlan(tx, planId))) return undefined;
      const stored = await find(tx, planId, id);
      const result = next(stored);
      if (stored === undefined || !isSame(result, stored)) await write(tx, planId, result, stored);
      return result;
    });
  };

  /**
   * Every result of several plans, in one query; a plan without any is not among the keys. One that this version cannot
   * read counts as not there: it is checked again.
   */
  const ofPlans = async (planIds: readonly string[]): Promise<ReadonlyMap<string, Results>> => {
    if (planIds.length === 0) return new Map();
    const rows = await db
      .select()
      .from(results)
      .where(inArray(results.planId, [...planIds]));
    const found = new Map<string, Results>();
    for (const row of rows) {
      const result = readResult(row);
      if (result === undefined) continue;
      const own = found.get(row.planId) ?? {};
      own[result.id] = result;
      found.set(row.planId, own);
    }
    return found;
  };

  return {
    /**
     * Puts a result in the place of the one of the same id, unless that one was begun later: a check that was stopped
     * in the browser still ends on the server, after the one that was begun in its place. A plan that was deleted
     * meanwhile takes none.
     */
    async save(planId: string, result: CheckResult): Promise<void> {
      await replace(planId, result.id, (stored) =>
        stored !== undefined && isLater(stored, result) ? stored : result,
      );
    },

    /**
     * Adds verdicts to a result, each in the place of the one with its id: a check of a few actions keeps the others.
     * A result that rests on other answers (another `basis`) is begun anew instead. Where the stored result was begun
     * later, its verdicts that came since this check began stay, and this one's only fill what they leave open.
     * @returns the verdicts that are stored now; none when the plan was deleted meanwhile
     */
    async merge(
      planId: string,
      result: CheckResult,
      options: MergeOptions = {},
    ): Promise<readonly Verdict[]> {
      const stored = await replace(planId, result.id, (before) => merged(before, result, options));
      return stored?.verdicts ?? [];
    },

    /** Takes one verdict out of a result, and the result with its last one. @returns how many verdicts are left */
    async dropVerdict(planId: string, id: ResultId, verdictId: string): Promise<number> {
      return db.transaction(async (tx) => {
        if (!(await lockPlan(tx, planId))) return 0;
        const stored = await find(tx, planId, id);
        const verdicts = stored?.verdicts.filter((verdict) => verdict.id !== verdictId) ?? [];
        if (stored === undefined || verdicts.length === 0)
          await tx.delete(results).where(and(eq(results.planId, planId), eq(results.id, id)));
        else if (verdicts.length < stored.verdicts.length)
          await write(tx, planId, { ...stored, verdicts }, stored);
        return verdicts.length;
      });
    },

    /** Those of one plan. */
    async all(planId: string): Promise<Results> {
      return (await ofPlans([planId])).get(planId) ?? {};
    },

    ofPlans,

    async remove(planId: string, id: ResultId): Promise<void> {
      await db.delete(results).where(and(eq(results.planId, planId), eq(results.id, id)));
    },
  };
}

/** As the database keeps them: without members that are undefined, in whatever order the others come. */
const isSame = (a: CheckResult, b: CheckResult) =>
  isDeepStrictEqual(JSON.parse(JSON.stringify(cleanText(a))), JSON.parse(JSON.stringify(b)));

const bytesOf = (result: CheckResult | undefined) => jsonBytes(result?.verdicts) + jsonBytes(result?.data);

async function find(tx: Pick<Database, "select">, planId: string, id: ResultId) {
  const [row] = await tx
    .select()
    .from(results)
    .where(and(eq(results.planId, planId), eq(results.id, id)));
  return row === undefined ? undefined : readResult(row);
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
