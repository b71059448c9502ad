import { sql } from "drizzle-orm";
import {
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
} from "drizzle-orm/pg-core";

/** The tables, the same on PGlite and PostgreSQL. After a change: `npx drizzle-kit generate --config lib/store/drizzle.config.ts`. */

const moment = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });

/** How large the JSON of a row is, kept by the database itself: quotas add it up without reading the JSON. */
const bytes = (of: string) => integer("bytes").notNull().generatedAlwaysAs(sql.raw(of));

/** A browser. Only the hash of its cookie is known here. */
export const sessions = pgTable("sessions", {
  hash: text("hash").primaryKey(),
  createdAt: moment("created_at").notNull(),
  seenAt: moment("seen_at").notNull(),
});

export const plans = pgTable(
  "plans",
  {
    id: text("id").primaryKey(),
    world: text("world", { enum: ["aws", "sandbox"] }).notNull(),
    document: jsonb("document").notNull(),
    createdAt: moment("created_at").notNull(),
    updatedAt: moment("updated_at").notNull(),
    /** The session that its bytes count for. */
    madeBy: text("made_by"),
    bytes: bytes("octet_length(document::text)"),
  },
  (table) => [
    index("plans_made_by").on(table.madeBy),
    // A sandbox world is found by its account number, so two plans with one number would share a world.
    uniqueIndex("plans_sandbox_account")
      .on(sql`((${table.document}->'start'->>'accountId'))`)
      .where(sql`${table.world} = 'sandbox' and ${table.document}->'start'->>'accountId' <> ''`),
  ],
);

/** Who may work on a plan: the browser that made it, and those that joined by an invitation. */
export const memberships = pgTable(
  "memberships",
  {
    planId: text("plan_id")
      .notNull()
      .references(() => plans.id, { onDelete: "cascade" }),
    sessionHash: text("session_hash")
      .notNull()
      .references(() => sessions.hash, { onDelete: "cascade" }),
    joinedAt: moment("joined_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.planId, table.sessionHash] }),
    index("memberships_session").on(table.sessionHash),
  ],
);

export const results = pgTable(
  "results",
  {
    planId: text("plan_id")
      .notNull()
      .references(() => plans.id, { onDelete: "cascade" }),
    id: text("id").notNull(),
    verdicts: jsonb("verdicts").notNull(),
    basis: text("basis").notNull(),
    at: moment("at").notNull(),
    data: jsonb("data"),
    bytes: bytes("octet_length(verdicts::text) + coalesce(octet_length(data::text), 0)"),
  },
  (table) => [primaryKey({ columns: [table.planId, table.id] })],
);

// A function, since a column builder belongs to one table.
const link = () => ({
  id: text("id").primaryKey(),
  /** SHA-256 of the link's token: the database cannot give a link away. */
  tokenHash: text("token_hash").notNull().unique(),
  createdAt: moment("created_at").notNull(),
  expiresAt: moment("expires_at").notNull(),
  revokedAt: moment("revoked_at"),
});

export const invitations = pgTable(
  "invitations",
  {
    ...link(),
    planId: text("plan_id")
      .notNull()
      .references(() => plans.id, { onDelete: "cascade" }),
  },
  (table) => [index("invitations_plan").on(table.planId)],
);

export const checklists = pgTable(
  "checklists",
  {
    ...link(),
    planId: text("plan_id")
      .notNull()
      .references(() => plans.id, { onDelete: "cascade" }),
    snapshot: jsonb("snapshot").notNull(),
    bytes: bytes("octet_length(snapshot::text)"),
  },
  (table) => [index("checklists_plan").on(table.planId)],
);

/** What this installation remembers of itself: when its present PLAN_DAYS was announced, the secret of its proofs. */
export const settings = pgTable("settings", {
  name: text("name").primaryKey(),
  value: text("value").notNull(),
  /** Since when it has this value. */
  since: moment("since").notNull(),
  /** When a server last said that it still has it. */
  seenAt: moment("seen_at").notNull(),
});
