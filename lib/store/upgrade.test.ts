import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { drizzle } from "drizzle-orm/pglite";
import { migrate } from "drizzle-orm/pglite/migrator";
import { afterAll, expect, it } from "vitest";
import { emptyPlanDocument } from "@/lib/plan";
import { openStore } from "./store";

const work = mkdtempSync(join(tmpdir(), "wizard-upgrade-"));
afterAll(() => rmSync(work, { recursive: true, force: true }));

/** A data folder as the first version of the tables left it, with one plan of that time. */
async function firstVersion(folder: string): Promise<void> {
  const migrations = join(work, "migrations");
  cpSync(join(process.cwd(), "lib/store/migrations"), migrations, { recursive: true });
  const journal = join(migrations, "meta/_journal.json");
  const written = JSON.parse(readFileSync(journal, "utf8")) as { entries: unknown[] };
  writeFileSync(journal, JSON.stringify({ ...written, entries: written.entries.slice(0, 1) }));
  mkdirSync(join(folder, "pglite"), { recursive: true });
  const client = await PGlite.create(join(folder, "pglite"));
  await migrate(drizzle(client), { migrationsFolder: migrations });
  const { policy: _, ...slices } = emptyPlanDocument();
  // The policy slice had these two fields then.
  const document = {
    ...slices,
    policy: { madeElsewhere: true, policyArn: "arn:aws:iam::111122223333:policy/x" },
  };
  const at = "2026-01-01T00:00:00Z";
  await client.query("insert into sessions values ('ada', $1, $1)", [at]);
  await client.query("insert into plans values ('old-plan', 'aws', $1, $2, $2)", [
    JSON.stringify(document),
    at,
  ]);
  await client.query("insert into memberships values ('old-plan', 'ada', $1)", [at]);
  await client.close();
}

it("data of the first version opens, and its plans have the fields that came later at their empty values", async () => {
  const folder = join(work, "data");
  await firstVersion(folder);
  const store = await openStore({ folder });
  const [plan] = await store.plans.list({ sessionHash: "ada" });
  expect(plan?.document.policy).toEqual({
    ...emptyPlanDocument().policy,
    madeElsewhere: true,
    policyArn: "arn:aws:iam::111122223333:policy/x",
  });
  await store.plans.saveFields("old-plan", "policy", { narrowTagKey: "managed-by" }, new Date());
  expect((await store.plans.find({ sessionHash: "ada" }, "old-plan"))?.document.policy.narrowTagKey).toBe(
    "managed-by",
  );
  await store.close();
});
