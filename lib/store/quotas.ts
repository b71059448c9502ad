import { eq, sql } from "drizzle-orm";
import { problem } from "@/lib/problems";
import type { Database } from "./database";
import { Refusal } from "./refusal";
import { checklists, plans, results } from "./schema";

const MB = 1_000_000;

/** How much there may be of anything. Bytes are those of the JSON that is stored. */
export const quotas = {
  /** Plans that a browser made or joined. */
  plansEach: 100,
  /** Browsers that work on one plan. */
  membersEach: 50,
  /** Live links of a plan, of each kind; and how many dead ones are remembered for the list. */
  linksEach: 20,
  deadLinksEach: 50,
  verdictsEach: 500,
  /** A plan with its results. */
  planBytes: 4 * MB,
  /** The checklists of a plan, which hold copies of it. */
  linkBytes: 8 * MB,
  /** All plans that one browser made, with results and links. */
  browserBytes: 64 * MB,
  /** Whatever the others did, a browser has this much. */
  leastShare: MB / 4,
  /** All of it, unless STORE_MB says another number. */
  storeBytes: 4096 * MB,
} as const;

/** How long what is known of the whole store is good for: reading it looks at every plan. */
const WHOLE_MS = 30_000;

type Reader = Pick<Database, "select" | "execute">;

/** Bytes of a plan's document, its results and its links, by the plan's row in the query around it. */
const resultBytes = sql`(select coalesce(sum(r.bytes), 0) from ${results} r where r.plan_id = p.id)`;
const linkBytes = sql`(select coalesce(sum(c.bytes), 0) from ${checklists} c where c.plan_id = p.id)`;

/**
 * Sees to it that no visitor fills the disk. Up to half of the store everybody has the quotas above. Beyond, space is
 * shared out: a browser may have as much as falls to each (half of the store by the number of browsers with plans, at
 * least `leastShare`), and who has more is refused while the others go on. Nothing grows beyond the whole. So somebody
 * who collects 1,000 sessions and fills the plans of all takes nothing from anybody below 2 MB; to get an honest
 * visitor refused he must make plans with more than 8,000 sessions. Behind a trusted proxy that takes him hours from
 * one address (`lib/server/visitors/rate-limits.ts`).
 */
export function quotaKeeper(storeBytes: number = quotas.storeBytes) {
  let whole = { bytes: 0, browsers: 1, at: Number.NEGATIVE_INFINITY };

  /** All bytes and all browsers with plans; a little old, what this process added counted in. */
  async function readWhole(tx: Reader) {
    if (Date.now() - whole.at < WHOLE_MS) return whole;
    const sums = [plans, results, checklists].map(
      (table) => sql`(select coalesce(sum(bytes), 0) from ${table})`,
    );
    const [row] = await tx
      .select({
        bytes: sql`${sql.join(sums, sql` + `)}`.mapWith(Number),
        browsers: sql`(select count(distinct made_by) from ${plans})`.mapWith(Number),
      })
      .from(sql`(values (1)) as one`);
    whole = { bytes: row?.bytes ?? 0, browsers: Math.max(1, row?.browsers ?? 1), at: Date.now() };
    return whole;
  }

  async function requireShare(tx: Reader, held: number, growth: number): Promise<void> {
    const browser = held + growth;
    if (browser > quotas.browserBytes)
      throw new Refusal(
        problem("browser-full", { values: { size: size(browser), limit: size(quotas.browserBytes) } }),
      );
    const store = await readWhole(tx);
    const share = Math.max(quotas.leastShare, storeBytes / 2 / store.browsers);
    const all = store.bytes + growth;
    if (all > storeBytes || (all > storeBytes / 2 && browser > share))
      throw new Refusal(problem("store-full", { values: { size: size(browser), limit: size(share) } }));
    store.bytes += growth;
  }

  return {
    /**
     * Refuses what would make a plan, its maker's plans or the store too large. Call it in the transaction that
     * writes, with the plan's row locked; not for what makes nothing larger.
     * @param part whether the plan with its results grows, or its links
     * @throws Refusal "plan-too-large", "links-too-large", "browser-full", "store-full"
     */
    async requireRoom(tx: Reader, planId: string, growth: number, part: "plan" | "links"): Promise<void> {
      const [row] = await tx
        .select({
          plan: sql`(select p.bytes + ${resultBytes} from ${plans} p where p.id = ${planId})`.mapWith(Number),
          links: sql`(select ${linkBytes} from ${plans} p where p.id = ${planId})`.mapWith(Number),
          // By its full name: drizzle would leave the table out, and every plan is made by its own maker.
          browser: heldBy(sql.raw('"plans"."made_by"')),
        })
        .from(plans)
        .where(eq(plans.id, planId));
      const limit = part === "plan" ? quotas.planBytes : quotas.linkBytes;
      const grown = (row?.[part] ?? 0) + growth;
      if (grown > limit)
        throw new Refusal(
          problem(part === "plan" ? "plan-too-large" : "links-too-large", {
            values: { size: size(grown), limit: size(limit) },
          }),
        );
      await requireShare(tx, row?.browser ?? 0, growth);
    },

    /** The same for a plan that is not there yet. @throws Refusal "browser-full", "store-full" */
    async requireRoomForNew(tx: Reader, sessionHash: string, growth: number): Promise<void> {
      const [row] = await tx.select({ browser: heldBy(sql`${sessionHash}`) }).from(sql`(values (1)) as one`);
      await requireShare(tx, row?.browser ?? 0, growth);
    },
  };
}

export type QuotaKeeper = ReturnType<typeof quotaKeeper>;

function heldBy(maker: ReturnType<typeof sql>) {
  return sql`(select coalesce(sum(p.bytes + ${resultBytes} + ${linkBytes}), 0) from ${plans} p where p.made_by = ${maker})`.mapWith(
    Number,
  );
}

/** As many bytes as PostgreSQL will store, but for the blanks that it puts between. */
export function jsonBytes(value: unknown): number {
  return value === undefined ? 0 : Buffer.byteLength(JSON.stringify(value));
}

function size(bytes: number): string {
  return bytes < MB ? `${Math.ceil(bytes / 1000)} KB` : `${(bytes / MB).toFixed(1)} MB`;
}
