import { randomUUID } from "node:crypto";
import { and, count, desc, eq, gt, inArray, isNull, not, sql } from "drizzle-orm";
import type { Plan } from "@/lib/plan";
import { problem } from "@/lib/problems";
import type { Database } from "./database";
import { planColumns, readPlan } from "./plan-rows";
import { requirePlace } from "./plans";
import { quotas } from "./quotas";
import { Refusal } from "./refusal";
import { type checklists, invitations, memberships, plans } from "./schema";
import { knowVisitor, type Visitor } from "./sessions";

/** A link as its owner sees it afterwards. The token itself was shown once and is not stored. */
export interface LinkRow {
  id: string;
  createdAt: Date;
  expiresAt: Date;
  revokedAt: Date | null;
}

export interface NewLink {
  /** SHA-256 of the token, base64url. */
  tokenHash: string;
  expiresAt: Date;
  now: Date;
}

type LinkTable = typeof invitations | typeof checklists;

export function commonParts(db: Database, table: LinkTable) {
  const columns = {
    id: table.id,
    createdAt: table.createdAt,
    expiresAt: table.expiresAt,
    revokedAt: table.revokedAt,
  };
  return {
    /** The plan's links, newest first, the expired and withdrawn ones too. */
    list: (planId: string): Promise<LinkRow[]> =>
      db
        .select(columns)
        .from(table)
        .where(eq(table.planId, planId))
        .orderBy(desc(table.createdAt))
        .limit(100),

    /** Withdraws a link of this plan. Withdrawing it twice changes nothing. */
    async revoke(planId: string, id: string, now: Date): Promise<void> {
      await db
        .update(table)
        .set({ revokedAt: now })
        .where(and(eq(table.id, id), eq(table.planId, planId), isNull(table.revokedAt)));
    },
  };
}

export const live = (table: LinkTable, now: Date) =>
  sql`(${isNull(table.revokedAt)} and ${gt(table.expiresAt, now)})`;

/** Also forgets the oldest of many dead links. @throws Refusal "plan-not-found", "too-many-links" */
export async function makeRoom(
  tx: Pick<Database, "select" | "delete">,
  table: LinkTable,
  planId: string,
  now: Date,
) {
  const [plan] = await tx.select({ id: plans.id }).from(plans).where(eq(plans.id, planId)).for("update");
  if (plan === undefined) throw new Refusal(problem("plan-not-found"));
  const [held] = await tx
    .select({ links: count() })
    .from(table)
    .where(and(eq(table.planId, planId), live(table, now)));
  if ((held?.links ?? 0) >= quotas.linksEach)
    throw new Refusal(problem("too-many-links", { values: { count: quotas.linksEach } }));
  const dead = await tx
    .select({ id: table.id })
    .from(table)
    .where(and(eq(table.planId, planId), not(live(table, now))))
    .orderBy(desc(table.createdAt))
    .offset(quotas.deadLinksEach);
  if (dead.length > 0)
    await tx.delete(table).where(
      inArray(
        table.id,
        dead.map(({ id }) => id),
      ),
    );
}

export function invitationStore(db: Database) {
  return {
    ...commonParts(db, invitations),

    async create(planId: string, { tokenHash, expiresAt, now }: NewLink): Promise<LinkRow> {
      const row = { id: randomUUID(), createdAt: now, expiresAt, revokedAt: null };
      await db.transaction(async (tx) => {
        await makeRoom(tx, invitations, planId, now);
        await tx.insert(invitations).values({ ...row, planId, tokenHash });
      });
      return row;
    },

    /** The plan that a link invites to; undefined for an expired, withdrawn or unknown one, alike. */
    async findLive(
      hash: string,
      now: Date,
    ): Promise<{ plan: Plan; expiresAt: Date; tokenHash: string } | undefined> {
      const [row] = await db
        .select({ plan: planColumns, expiresAt: invitations.expiresAt, tokenHash: invitations.tokenHash })
        .from(invitations)
        .innerJoin(plans, eq(plans.id, invitations.planId))
        .where(and(eq(invitations.tokenHash, hash), live(invitations, now)));
      return row === undefined ? undefined : { ...row, plan: readPlan(row.plan) };
    },

    /**
     * Lets the visitor work on the plan from now on. Whoever has joined already changes nothing.
     * @throws Refusal "too-many-plans", "too-many-members"
     */
    async join(planId: string, visitor: Visitor, now: Date): Promise<void> {
      const ofPlan = eq(memberships.planId, planId);
      const own = and(ofPlan, eq(memberships.sessionHash, visitor.sessionHash));
      if ((await db.select({ id: memberships.planId }).from(memberships).where(own)).length > 0) return;
      await db.transaction(async (tx) => {
        await knowVisitor(tx, visitor, now);
        await requirePlace(tx, visitor);
        const [joined] = await tx.select({ browsers: count() }).from(memberships).where(ofPlan);
        if ((joined?.browsers ?? 0) >= quotas.membersEach)
          throw new Refusal(problem("too-many-members", { values: { count: quotas.membersEach } }));
        await tx
          .insert(memberships)
          .values({ planId, sessionHash: visitor.sessionHash, joinedAt: now })
          .onConflictDoNothing();
      });
    },
  };
}
