import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Verdict } from "@/lib/checks";
import { basisOf, emptyPlanDocument, type PlanDocument } from "@/lib/plan";
import { postgresPrograms, startPostgres, type TestPostgres } from "@/scripts/test-postgres";
import { openStore, type Store } from "./store";

const now = new Date("2026-11-24T12:00:00Z");
const ada = { sessionHash: "ada" };
const ben = { sessionHash: "ben" };

let postgres: TestPostgres | undefined;
afterAll(() => postgres?.stop());

const places = [
  { name: "PGlite", open: () => openStore({ memory: true }), without: false },
  {
    name: "PostgreSQL",
    open: async () => {
      postgres = await startPostgres();
      return openStore({ url: postgres.url });
    },
    without: postgresPrograms() === undefined,
  },
];

describe.each(places.filter((place) => !place.without))("the store on $name", ({ open }) => {
  let store: Store;
  beforeAll(async () => {
    store = await open();
  });
  afterAll(() => store.close());

  const create = (document: PlanDocument = emptyPlanDocument(), world: "aws" | "sandbox" = "aws") =>
    store.plans.create(ada, { world, document, now });

  it("gives a plan to its owner and to nobody else", async () => {
    const plan = await create();
    expect(await store.plans.find(ada, plan.id)).toEqual(plan);
    expect(await store.plans.find(ben, plan.id)).toBeUndefined();
    expect((await store.plans.list(ada)).map(({ id }) => id)).toContain(plan.id);
    expect(await store.plans.list(ben)).toEqual([]);
  });

  it("loses nothing when forty people save different fields at once", async () => {
    const plan = await create();
    const fields = Object.keys(plan.document.identity).filter((field) => /Arn$|Name$|Path$/.test(field));
    await Promise.all(
      Array.from({ length: 40 }, (_, n) => {
        const field = fields[n % fields.length] ?? "";
        return store.plans.saveFields(plan.id, "identity", { [field]: `/${field}/` }, now);
      }),
    );
    const saved = (await store.plans.find(ada, plan.id))?.document.identity as Record<string, unknown>;
    for (const field of fields) expect(saved[field]).toBe(`/${field}/`);
  });

  it("keeps what a database cannot hold from becoming an error", async () => {
    const plan = await create();
    const text = `a\0b \uD800 "'; drop table plans; -- Ω 🔑`;
    const document = await store.plans.saveFields(plan.id, "start", { description: text }, now);
    expect(document.start.description).toBe(`ab \uFFFD "'; drop table plans; -- Ω 🔑`);
    expect((await store.plans.find(ada, plan.id))?.document).toEqual(document);
  });

  it("drops fields that the plan does not name", async () => {
    const plan = await create();
    const extra = { description: "d", privateKey: "never" };
    await store.plans.saveFields(plan.id, "start", extra, now);
    expect(JSON.stringify(await store.plans.find(ada, plan.id))).not.toContain("never");
  });

  it("refuses a value that is too long and names the field", async () => {
    const plan = await create();
    const saving = store.plans.saveFields(plan.id, "start", { connectionName: "x".repeat(500) }, now);
    await expect(saving).rejects.toMatchObject({
      problem: { code: "input-refused", fields: [{ field: "connectionName" }] },
    });
    expect((await store.plans.find(ada, plan.id))?.document).toEqual(plan.document);
  });

  it("gives each rehearsal an account of its own, and lets real plans share one", async () => {
    const document = withAccount("111122223333");
    await create(document, "aws");
    await create(document, "aws");
    await create(document, "sandbox");
    await expect(create(document, "sandbox")).rejects.toMatchObject({ problem: { code: "account-taken" } });
    const other = await create(withAccount("222233334444"), "sandbox");
    const saving = store.plans.saveFields(other.id, "start", { accountId: "111122223333" }, now);
    await expect(saving).rejects.toMatchObject({ problem: { code: "account-taken", field: "accountId" } });
  });

  it("merges verdicts by id, and begins anew when the answers changed", async () => {
    const plan = await create();
    const basis = basisOf("permissions", plan.document);
    await store.results.merge(
      plan.id,
      "permissions",
      [verdict("kms:A", "fail"), verdict("kms:B", "pass")],
      basis,
      now,
    );
    await store.results.merge(plan.id, "permissions", [verdict("kms:A", "pass")], basis, now);
    const merged = (await store.results.all(plan.id)).permissions;
    expect(merged?.verdicts.map(({ id, status }) => `${id} ${status}`)).toEqual(["kms:A pass", "kms:B pass"]);
    await store.results.merge(plan.id, "permissions", [verdict("kms:C", "pass")], "other", now, {
      regions: 3,
    });
    const anew = (await store.results.all(plan.id)).permissions;
    expect(anew).toMatchObject({ basis: "other", data: { regions: 3 }, at: now });
    expect(anew?.verdicts.map(({ id }) => id)).toEqual(["kms:C"]);
  });

  it("keeps every verdict when results arrive at the same time", async () => {
    const plan = await create();
    const ids = Array.from({ length: 30 }, (_, n) => `kms:Action${n}`);
    await Promise.all(
      ids.map((id) => store.results.merge(plan.id, "permissions", [verdict(id, "pass")], "b", now)),
    );
    const merged = (await store.results.all(plan.id)).permissions;
    expect(merged?.verdicts.map(({ id }) => id).sort()).toEqual([...ids].sort());
  });

  it("forgets a deleted plan with its results, and takes no result for it afterwards", async () => {
    const plan = await create();
    await store.results.merge(plan.id, "regions", [verdict("regions", "pass")], "b", now);
    await store.plans.remove(plan.id);
    await store.results.merge(plan.id, "regions", [verdict("regions", "pass")], "b", now);
    expect(await store.results.all(plan.id)).toEqual({});
    expect(await store.plans.find(ada, plan.id)).toBeUndefined();
    const saving = store.plans.saveFields(plan.id, "start", { description: "x" }, now);
    await expect(saving).rejects.toMatchObject({ problem: { code: "plan-not-found" } });
  });

  it("counts requests in windows of the clock", async () => {
    const minute = 60_000;
    expect(await store.limits.hit(["b", "a"], minute, now)).toEqual([1, 1]);
    expect(await store.limits.hit(["b"], minute, now)).toEqual([2]);
    expect(await store.limits.hit(["a", "b"], minute, new Date(now.getTime() + minute))).toEqual([1, 1]);
    const counts = await Promise.all(
      Array.from({ length: 25 }, () => store.limits.hit(["c", "d"], minute, now)),
    );
    expect(Math.max(...counts.map(([c]) => c ?? 0))).toBe(25);
  });
});

describe("PostgreSQL that goes away", () => {
  it.skipIf(postgresPrograms() === undefined)(
    "is an error while it is away, and works again afterwards",
    async () => {
      const database = await startPostgres();
      const store = await openStore({ url: database.url });
      await store.check();
      await database.halt();
      await expect(store.check()).rejects.toMatchObject({ name: "StoreUnavailable" });
      await database.restart();
      await store.check();
      await store.close();
      await database.stop();
    },
  );

  it("says what to mend without repeating the address", async () => {
    const opening = openStore({ url: "postgres://someone:hunter2@127.0.0.1:1/none" });
    await expect(opening).rejects.toMatchObject({ name: "StoreUnavailable" });
    await expect(opening).rejects.not.toMatchObject({ message: expect.stringContaining("hunter2") });
  });
});

function withAccount(accountId: string): PlanDocument {
  const empty = emptyPlanDocument();
  return { ...empty, start: { ...empty.start, accountId } };
}

function verdict(id: string, status: Verdict["status"]): Verdict {
  return {
    id,
    title: id,
    status,
    evidence: { kind: "probe", lookedAt: "it", expected: "this", found: "that", at: now },
  };
}
