import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { basisOf, emptyPlanDocument, type PlanDocument } from "@/lib/plan";
import type { Verdict } from "@/lib/verdict";
import { postgresPrograms, startPostgres } from "@/scripts/test-postgres";
import { openStore, type Store } from "./store";
import { testPlaces } from "./testing/places";

const now = new Date("2026-11-24T12:00:00Z");
const ada = { sessionHash: "ada" };
const ben = { sessionHash: "ben" };

describe.each(testPlaces())("the store on $name", ({ place, stop }) => {
  let store: Store;
  beforeAll(async () => {
    store = await openStore(await place());
  });
  afterAll(async () => {
    await store.close();
    await stop();
  });

  const create = (document: PlanDocument = emptyPlanDocument(), world: "aws" | "sandbox" = "aws") =>
    store.plans.create(ada, { world, document, now });

  const saidOf = async (planId: string) =>
    (await store.results.all(planId)).permissions?.verdicts.map(({ id, status }) => `${id} ${status}`) ?? [];

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
    const id = "permissions";
    const merge = (verdicts: Verdict[], rest: { basis: string; data?: { regions: number } }) =>
      store.results.merge(plan.id, { id, verdicts, at: now, ...rest });
    await merge([verdict("kms:A", "fail"), verdict("kms:B", "pass")], { basis });
    await merge([verdict("kms:A", "pass")], { basis });
    expect(await saidOf(plan.id)).toEqual(["kms:A pass", "kms:B pass"]);
    await merge([verdict("kms:C", "pass")], { basis: "other", data: { regions: 3 } });
    const anew = (await store.results.all(plan.id)).permissions;
    expect(anew).toMatchObject({ basis: "other", data: { regions: 3 }, at: now });
    expect(anew?.verdicts.map(({ id }) => id)).toEqual(["kms:C"]);
  });

  it("keeps every verdict when results arrive at the same time", async () => {
    const plan = await create();
    const ids = Array.from({ length: 30 }, (_, n) => `kms:Action${n}`);
    await Promise.all(ids.map((id) => store.results.merge(plan.id, run([verdict(id, "pass")], now))));
    const merged = (await store.results.all(plan.id)).permissions;
    expect(merged?.verdicts.map(({ id }) => id).sort()).toEqual([...ids].sort());
  });

  describe("when the check that was begun first ends last", () => {
    const soon = (seconds: number) => new Date(now.getTime() + seconds * 1000);

    it("keeps the later one, and takes a later one as before", async () => {
      const { id } = await create();
      await store.results.save(id, run([verdict("kms:A", "pass")], soon(5)));
      await store.results.save(id, run([verdict("kms:A", "fail")], now));
      expect(await saidOf(id)).toEqual(["kms:A pass"]);
      await store.results.save(id, { ...run([verdict("kms:A", "fail")], now), basis: "other" });
      await store.results.merge(id, { ...run([verdict("kms:A", "fail")], now), basis: "other" });
      expect(await saidOf(id)).toEqual(["kms:A pass"]);
      await store.results.save(id, run([verdict("kms:A", "unknown")], soon(6)));
      expect(await saidOf(id)).toEqual(["kms:A unknown"]);
    });

    it("keeps it whichever is written first", async () => {
      const { id } = await create();
      const runs = Array.from({ length: 20 }, (_, n) =>
        run([verdict(`kms:A${n}`, "pass")], soon((n * 7) % 20)),
      );
      await Promise.all(runs.map((one) => store.results.save(id, one)));
      expect((await store.results.all(id)).permissions?.at).toEqual(soon(19));
    });

    it.each([
      ["of a few", false, ["kms:A pass", "kms:B pass", "kms:C fail", "kms:D pass"]],
      ["of all", true, ["kms:B pass", "kms:A pass", "kms:C fail"]],
    ])("a check %s fills what the later one left open, and no more", async (_, whole, expected) => {
      const { id } = await create();
      const ofYesterday = ["kms:A", "kms:B", "kms:C", "kms:D"].map((name) =>
        verdict(name, "pass", soon(-86_400)),
      );
      await store.results.merge(id, run(ofYesterday, soon(-86_400)));
      await store.results.merge(id, run([verdict("kms:A", "pass", soon(6))], soon(5)));
      const old = [
        verdict("kms:B", "pass", soon(8)),
        verdict("kms:A", "fail", soon(8)),
        verdict("kms:C", "fail", soon(8)),
      ];
      const said = await store.results.merge(id, run(old, now), { whole });
      expect(said.map(({ id, status }) => `${id} ${status}`)).toEqual(expected);
      expect(await saidOf(id)).toEqual(expected);
      expect((await store.results.all(id)).permissions?.at).toEqual(soon(5));
    });

    it("is not kept out by a moment that a wrong clock gave", async () => {
      const { id } = await create();
      await store.results.save(id, run([verdict("kms:A", "fail")], soon(86_400)));
      await store.results.save(id, run([verdict("kms:A", "pass")], now));
      expect(await saidOf(id)).toEqual(["kms:A pass"]);
    });
  });

  it("takes one verdict out and none that comes at the same time", async () => {
    const { id } = await create();
    await store.results.merge(id, run([verdict("kms:Out", "pass")], now));
    const coming = Array.from({ length: 20 }, (_, n) => `kms:A${n}`);
    await Promise.all([
      ...coming.map((name) => store.results.merge(id, run([verdict(name, "fail")], now))),
      store.results.dropVerdict(id, "permissions", "kms:Out"),
    ]);
    expect((await saidOf(id)).sort()).toEqual(coming.map((name) => `${name} fail`).sort());
    for (const name of coming) await store.results.dropVerdict(id, "permissions", name);
    expect((await store.results.all(id)).permissions).toBeUndefined();
    expect(await store.results.dropVerdict(id, "permissions", "kms:Out")).toBe(0);
  });

  it("forgets a deleted plan with its results, and takes no result for it afterwards", async () => {
    const plan = await create();
    await store.results.merge(plan.id, { ...run([verdict("regions", "pass")], now), id: "regions" });
    await store.plans.remove(plan.id);
    await store.results.merge(plan.id, { ...run([verdict("regions", "pass")], now), id: "regions" });
    expect(await store.results.all(plan.id)).toEqual({});
    expect(await store.plans.find(ada, plan.id)).toBeUndefined();
    const saving = store.plans.saveFields(plan.id, "start", { description: "x" }, now);
    await expect(saving).rejects.toMatchObject({ problem: { code: "plan-not-found" } });
  });

  it("gives every process the one secret that the first of them made", async () => {
    const secrets = await Promise.all([1, 2, 3].map(() => store.secrets.pageProof(now)));
    expect(new Set(secrets).size).toBe(1);
    expect(secrets[0]).toMatch(/^[\w-]{43}$/);
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

function run(verdicts: Verdict[], at: Date) {
  return { id: "permissions" as const, verdicts, basis: "b", at };
}

function verdict(id: string, status: Verdict["status"], at = now): Verdict {
  return {
    id,
    title: id,
    status,
    evidence: { kind: "probe", lookedAt: "it", expected: "this", found: "that", at },
  };
}
