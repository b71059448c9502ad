import { randomBytes } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { and, count, desc, eq, sql } from "drizzle-orm";
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
import { type Marks, setApart } from "./merge/answers";
import {
  type PlanRow,
  planColumns,
  readPlan,
  refusedFields,
  refusingTakenAccount,
  requireRow,
} from "./plan-rows";
import { jsonBytes, type QuotaKeeper, quotas } from "./quotas";
import { Refusal } from "./refusal";
import { memberships, plans } from "./schema";
import { knowVisitor, type Visitor } from "./sessions";

/** A plan that is saved as it is counts as used; that is written down once a day. */
const USED_EVERY_MS = 24 * 3_600_000;

/** Another one after each write: PostgreSQL's own number of the transaction that wrote the row. */
const version = sql<string>`xmin::text`;

export interface NewPlan {
  world: World;
  document: PlanDocument;
  now?: Date | undefined;
}

type Patch<S extends SliceName> = { [F in keyof PlanDocument[S]]?: PlanDocument[S][F] | undefined };

export interface SeenSave<S extends SliceName> {
  slice: S;
  patch: Patch<S>;
  seen: Marks;
  whole?: boolean;
  now: Date;
}

export interface SavedSeen {
  document: PlanDocument;
  /** Fields that were not written, since somebody else has changed them meanwhile. */
  elsewhere: string[];
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
     * Merges some fields of one slice into the plan. Others may write other fields at the same time: what was written
     * since the row was read is read again under a lock, so nothing is lost. Fields that the slice does not name, and
     * those that are undefined, are dropped. What changes nothing writes nothing.
     * @throws Refusal "plan-not-found", "input-refused" (with fields), "account-taken", and those of quotas
     */
    async saveFields<S extends SliceName>(
      planId: string,
      slice: S,
      patch: Patch<S>,
      now: Date,
    ): Promise<PlanDocument> {
      return (await save(planId, { slice, patch, now })).document;
    },

    /**
     * The same for a page that somebody had open: an answer that another person has changed since the page was made is
     * not written over, but named.
     * @param save `seen`: the marks of the slice as the page had it. `whole`: the answers belong together; where one of
     *   them was changed elsewhere, none is written
     */
    saveSeen<S extends SliceName>(planId: string, seenSave: SeenSave<S>): Promise<SavedSeen> {
      return save(planId, seenSave);
    },

    /** Removes the plan with its results, links and memberships. */
    async remove(planId: string): Promise<void> {
      await db.delete(plans).where(eq(plans.id, planId));
    },
  };

  async function save<S extends SliceName>(
    planId: string,
    { slice, patch, now, seen, whole = false }: Omit<SeenSave<S>, "seen"> & { seen?: Marks },
  ): Promise<SavedSeen> {
    const given = cleanText(
      Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)),
    );
    const merge = (row: PlanRow) => {
      const document = planDocumentSchema.parse(completeDocument(row.document));
      const stored: Readonly<Record<string, unknown>> = document[slice];
      const read = sliceSchemas[slice].safeParse({ ...stored, ...given });
      if (!read.success) throw refusedFields(read.error.issues);
      const sent: Readonly<Record<string, unknown>> = read.data;
      const { ours, elsewhere } =
        seen === undefined
          ? { ours: Object.keys(sent), elsewhere: [] }
          : setApart(stored, sent, Object.keys(given), { seen, whole });
      const merged = { ...stored, ...Object.fromEntries(ours.map((field) => [field, sent[field]])) };
      const changed = !isDeepStrictEqual(merged, stored);
      const next = planDocumentSchema.parse({ ...document, [slice]: merged });
      return {
        saved: { document: next, elsewhere },
        next,
        nothing: !changed && now.getTime() - row.updatedAt.getTime() < USED_EVERY_MS,
        growth: changed ? jsonBytes(next) - jsonBytes(document) : 0,
        written: changed ? { document: next, updatedAt: now } : { updatedAt: now },
      };
    };
    const isThis = eq(plans.id, planId);
    // Without a lock first: a lock is written too.
    const row = await requireRow(
      db
        .select({ ...planColumns, version })
        .from(plans)
        .where(isThis),
    );
    const looked = merge(row);
    if (looked.nothing) return looked.saved;
    // Most saves meet nobody: then one statement does it, for the row as it was read.
    const asItWas = and(isThis, sql`${version} = ${row.version}`);
    if (looked.growth <= 0) {
      const wrote = await refusingTakenAccount(looked.next, () =>
        db.update(plans).set(looked.written).where(asItWas).returning({ id: plans.id }),
      );
      if (wrote.length > 0) return looked.saved;
    }
    return db.transaction(async (tx) => {
      const locked = await tx.select({ version }).from(plans).where(isThis).for("update");
      const { next, saved, growth, written } =
        locked[0]?.version === row.version
          ? looked
          : merge(await requireRow(tx.select(planColumns).from(plans).where(isThis)));
      if (growth > 0) await quota.requireRoom(tx, planId, growth, "plan");
      await refusingTakenAccount(next, () => tx.update(plans).set(written).where(isThis));
      return saved;
    });
  }
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
