import { and, eq, inArray, lt, notExists, sql } from "drizzle-orm";
import type { World } from "@/lib/plan";
import type { Database } from "./database";
import { checklists, invitations, memberships, plans, results, sessions, settings } from "./schema";
import type { Visitor } from "./sessions";

/** What a sweep took away. */
export interface Removed {
  plans: { world: World; accountId: string | null }[];
  /** Browsers that hold no plan any more. */
  sessions: number;
}

const HOUR = 3_600_000;
const AT_ONCE = 500;
/** How long before it is removed a plan's line says so, at most. */
const NOTICE_DAYS = 30;
/** Servers stand still over a weekend; after longer than this, nobody has seen what was announced before. */
const SILENT_DAYS = 7;
const ANNOUNCED = "plan-days";

/**
 * Until when a plan is kept: so many days after its last answer, check or newcomer, as long as one of its links is
 * live, and never less than the notice after the number of days was announced. The one rule, for the notice and for
 * the sweep. Hours, since a day of PostgreSQL's may have 23 of them.
 */
function keptUntil(days: number) {
  const liveLink = (table: typeof checklists | typeof invitations) =>
    sql`(select max(${table.expiresAt}) from ${table} where ${table.planId} = ${plans.id} and ${table.revokedAt} is null)`;
  const touched = sql`greatest(${plans.updatedAt},
    (select max(${results.at}) from ${results} where ${results.planId} = ${plans.id}),
    (select max(joiner.joined_at) from ${memberships} as joiner where joiner.plan_id = ${plans.id}))`;
  const announced = sql`(select ${settings.since} from ${settings} where ${settings.name} = ${ANNOUNCED})`;
  return sql`greatest(${touched} + make_interval(hours => ${days * 24}), ${liveLink(checklists)}, ${liveLink(invitations)},
    ${announced} + make_interval(hours => ${Math.min(NOTICE_DAYS, days) * 24}))`;
}

/** How long plans stay, and the sweep that takes away those whose time is over. */
export function keepingStore(db: Database) {
  return {
    /**
     * Remembers since when this number of days is the one that plans are kept. It begins anew with another number,
     * after a week in which no server said so (an old backup, a clock that jumped), and where it lies in the future (a
     * clock that was ahead): the line on the front page must have had its time before a plan goes. A server says it
     * before each sweep.
     */
    async announce(days: number, now: Date): Promise<void> {
      const said = { value: String(days), since: now, seenAt: now };
      const anew = sql`${settings.value} <> excluded.value or ${settings.since} > excluded.since
        or ${settings.seenAt} < excluded.seen_at - make_interval(hours => ${SILENT_DAYS * 24})`;
      await db
        .insert(settings)
        .values({ name: ANNOUNCED, ...said })
        .onConflictDoUpdate({
          target: settings.name,
          set: {
            value: sql`excluded.value`,
            since: sql`case when ${anew} then excluded.since else ${settings.since} end`,
            seenAt: sql`excluded.seen_at`,
          },
        });
    },

    /** Until when each of the visitor's plans is kept, by the plan's id. */
    async until({ sessionHash }: Visitor, days: number): Promise<Map<string, Date>> {
      const rows = await db
        .select({ id: plans.id, until: keptUntil(days).mapWith(plans.updatedAt) })
        .from(plans)
        .innerJoin(memberships, eq(memberships.planId, plans.id))
        .where(eq(memberships.sessionHash, sessionHash));
      return new Map(rows.map(({ id, until }) => [id, until]));
    },

    /**
     * Removes the plans whose time is over, with their results, links and memberships, and then the browsers that
     * hold no plan and have not been seen for as long. Several processes may sweep at once: each takes rows that
     * nobody else holds and leaves the others alone.
     */
    async sweep(days: number, now: Date): Promise<Removed> {
      const removed: Removed = { plans: [], sessions: 0 };
      for (let batch = AT_ONCE; batch === AT_ONCE; ) {
        const gone = await removePlans(db, days, now);
        removed.plans.push(...gone);
        batch = gone.length;
      }
      for (let batch = AT_ONCE; batch === AT_ONCE; ) {
        batch = await removeSessions(db, new Date(now.getTime() - days * 24 * HOUR));
        removed.sessions += batch;
      }
      return removed;
    },
  };
}

async function removePlans(db: Database, days: number, now: Date): Promise<Removed["plans"]> {
  const over = sql`${keptUntil(days)} < ${sql.param(now, plans.updatedAt)}`;
  return db.transaction(async (tx) => {
    const held = await tx
      .select({ id: plans.id })
      .from(plans)
      .where(over)
      .limit(AT_ONCE)
      .for("update", { skipLocked: true });
    const ids = held.map(({ id }) => id);
    // Looked at once more: whoever writes answers, results or links holds the plan, and now that we do, nothing of
    // theirs can come in between.
    return tx
      .delete(plans)
      .where(and(inArray(plans.id, ids), over))
      .returning({
        world: plans.world,
        accountId: sql<string | null>`${plans.document}->'start'->>'accountId'`,
      });
  });
}

async function removeSessions(db: Database, seenBefore: Date): Promise<number> {
  return db.transaction(async (tx) => {
    const ownPlans = tx.select().from(memberships).where(eq(memberships.sessionHash, sessions.hash));
    const idle = and(lt(sessions.seenAt, seenBefore), notExists(ownPlans));
    const held = await tx
      .select({ hash: sessions.hash })
      .from(sessions)
      .where(idle)
      .limit(AT_ONCE)
      .for("update", { skipLocked: true });
    const hashes = held.map(({ hash }) => hash);
    const gone = await tx
      .delete(sessions)
      .where(and(inArray(sessions.hash, hashes), idle))
      .returning({ hash: sessions.hash });
    return gone.length;
  });
}
