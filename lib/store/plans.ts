import { randomBytes } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { and, count, desc, eq } from "drizzle-orm";
import {
  completeDocument,
  type Plan,
  type PlanDocument,
  planDocumentSchema,
  type SliceName,
  sliceSchemas,
  type World,
} from "@/lib/plan";
import { problem } from "@/lib/problems";
import { cleanText } from "./clean";
import type { Database } from "./database";
import { type PlanRow, planColumns, readPlan, requireRow } from "./plan-rows";
import { jsonBytes, type QuotaKeeper, quotas } from "./quotas";
import { Refusal } from "./refusal";
import { memberships, plans } from "./schema";
import { knowVisitor, type Visitor } from "./sessions";

/** A plan that is saved as it is counts as used; that is written down once a day. */
const USED_EVERY_MS = 24 * 3_600_000;

export interface NewPlan {
  world: World;
  document: PlanDocument;
  now?: Date;
}

export function planStore(db: Database, quota: QuotaKeeper) {
  return {
    /** Makes a plan that belongs to the visitor. @throws Refusal "account-taken", "too-many-plans", and those of quotas */
    async create(visitor: Visitor, { world, document, now = new Date() }: NewPlan): Promise<Plan> {
      const clean = planDocumentSchema.parse(cleanText(document));
      const row = { id: newPlanId(), world, document: clean, createdAt: now, updatedAt: now };
      await refusingTakenAccount(clean, () =>
        db.transaction(async (tx) => {
          await knowVisitor(tx, visitor, now);
          await requirePlace(tx, visitor);
          await quota.requireRoomForNew(tx, visitor.sessionHash, jsonBytes(clean));
          await tx.insert(plans).values({ ...row, madeBy: visitor.sessionHash });
          await tx
            .insert(memberships)
            .values({ planId: row.id, sessionHash: visitor.sessionHash, joinedAt: now });
        }),
      );
      return row;
    },

    /** The visitor's plans, the one changed last first. */
    async list(visitor: Visitor): Promise<Plan[]> {
      const rows = await db
        .select({ plan: planColumns })
        .from(plans)
        .innerJoin(memberships, eq(memberships.planId, plans.id))
        .where(eq(memberships.sessionHash, visitor.sessionHash))
        .orderBy(desc(plans.updatedAt), plans.id);
      return rows.map(({ plan }) => readPlan(plan));
    },

    /** A plan of this visitor; undefined for a stranger's and for one that is not there, alike. */
    async find(visitor: Visitor, id: string): Promise<Plan | undefined> {
      const [row] = await db
        .select({ plan: planColumns })
        .from(plans)
        .innerJoin(memberships, eq(memberships.planId, plans.id))
        .where(and(eq(plans.id, id), eq(memberships.sessionHash, visitor.sessionHash)));
      return row === undefined ? undefined : readPlan(row.plan);
    },

    /**
     * Merges some fields of one slice into the plan. Others may write other fields at the same time: the row is
     * locked, so nothing is lost. Fields that the slice does not name are dropped. What changes nothing writes nothing.
     * @throws Refusal "plan-not-found", "input-refused" (with fields), "account-taken", and those of quotas
     */
    async saveFields<S extends SliceName>(
      planId: string,
      slice: S,
      patch: Partial<PlanDocument[S]>,
      now: Date,
    ): Promise<PlanDocument> {
      const given = cleanText({ ...patch });
      const merge = (row: PlanRow) => {
        const document = planDocumentSchema.parse(completeDocument(row.document));
        const merged = sliceSchemas[slice].safeParse({ ...document[slice], ...given });
        if (!merged.success) throw refusedFields(merged.error.issues);
        const used = now.getTime() - row.updatedAt.getTime() < USED_EVERY_MS;
        const changed = !isDeepStrictEqual(merged.data, document[slice]);
        return { next: { ...document, [slice]: merged.data }, before: document, changed, used };
      };
      // Without a lock first: a lock is written too.
      const looked = merge(await requireRow(db.select(planColumns).from(plans).where(eq(plans.id, planId))));
      if (!looked.changed && looked.used) return looked.next;
      return db.transaction(async (tx) => {
        const locked = tx.select(planColumns).from(plans).where(eq(plans.id, planId)).for("update");
        const { next, before, changed } = merge(await requireRow(locked));
        const growth = jsonBytes(next) - jsonBytes(before);
        if (growth > 0) await quota.requireRoom(tx, planId, growth, "plan");
        const written = changed ? { document: next, updatedAt: now } : { updatedAt: now };
        await refusingTakenAccount(next, () => tx.update(plans).set(written).where(eq(plans.id, planId)));
        return next;
      });
    },

    /** Removes the plan with its results, links and memberships. */
    async remove(planId: string): Promise<void> {
      await db.delete(plans).where(eq(plans.id, planId));
    },
  };
}

// 32 letters and digits that are not mistaken for one another; 22 of them are 110 bits.
const ID_LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";

function newPlanId(): string {
  return Array.from(randomBytes(22), (byte) => ID_LETTERS[byte % 32]).join("");
}

/** Holds for a visitor whose row `knowVisitor` has locked. @throws Refusal "too-many-plans" */
export async function requirePlace(tx: Pick<Database, "select">, { sessionHash }: Visitor): Promise<void> {
  const [held] = await tx
    .select({ plans: count() })
    .from(memberships)
    .where(eq(memberships.sessionHash, sessionHash));
  if ((held?.plans ?? 0) >= quotas.plansEach)
    throw new Refusal(problem("too-many-plans", { values: { count: quotas.plansEach } }));
}

function refusedFields(issues: readonly { path: PropertyKey[]; message: string }[]): Refusal {
  const fields = issues.map(({ path, message }) => ({
    field: path.map(String).join("."),
    sentence: `This answer ${message}.`,
  }));
  return new Refusal(problem("input-refused", { values: { count: fields.length }, fields }));
}

async function refusingTakenAccount<T>(document: PlanDocument, write: () => Promise<T>): Promise<T> {
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
