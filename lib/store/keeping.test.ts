import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildChecklist } from "@/lib/checklist";
import { emptyPlanDocument, type Plan } from "@/lib/plan";
import { postgresPrograms, startPostgres, type TestPostgres } from "@/scripts/test-postgres";
import { openStore, type Store } from "./store";

const DAYS = 180;
const now = new Date("2026-11-24T12:00:00Z");
const ago = (days: number) => new Date(now.getTime() - days * 86_400_000);
const ada = { sessionHash: "ada" };

let postgres: TestPostgres | undefined;
afterAll(() => postgres?.stop());

const memory = { name: "PGlite", open: () => openStore({ memory: true }) };
const server = {
  name: "PostgreSQL",
  open: async () => {
    postgres ??= await startPostgres();
    return openStore({ url: postgres.url });
  },
};
const withoutServer = postgresPrograms() === undefined;

let names = 0;
const link = (expiresAt: Date) => ({ tokenHash: `link ${names++}`, expiresAt, now: ago(200) });
const plain = (plan: Plan) => ({ plan, results: {}, steps: [], now: ago(200), version: "0.1.0" });
const check = (at: Date) => ({ id: "regions" as const, verdicts: [], basis: "b", at });

describe.each(withoutServer ? [memory] : [memory, server])("how long plans stay on $name", ({ open }) => {
  let store: Store;
  beforeAll(async () => {
    store = await open();
  });
  afterAll(() => store.close());

  const create = (touched: Date, visitor = ada) =>
    store.plans.create(visitor, { world: "aws", document: emptyPlanDocument(), now: touched });
  const isThere = async ({ id }: Plan) => (await store.plans.find(ada, id)) !== undefined;
  const share = (plan: Plan, expiresAt: Date) =>
    store.checklists.create(plan.id, buildChecklist({ ...plain(plan), expiresAt }), link(expiresAt));

  it.each([
    ["untouched for longer", async () => {}, false],
    [
      "an answer since",
      async (plan: Plan) => void (await store.plans.saveFields(plan.id, "start", {}, ago(1))),
      true,
    ],
    ["a check since", (plan: Plan) => store.results.save(plan.id, check(ago(179))), true],
    ["a check as old as the plan", (plan: Plan) => store.results.save(plan.id, check(ago(190))), false],
    [
      "somebody joined since",
      (plan: Plan) => store.invitations.join(plan.id, { sessionHash: "ben" }, ago(2)),
      true,
    ],
    ["a live checklist", async (plan: Plan) => void (await share(plan, ago(-3))), true],
    ["a checklist that has run out", async (plan: Plan) => void (await share(plan, ago(3))), false],
    [
      "a checklist that was withdrawn",
      async (plan: Plan) => {
        const { id } = await share(plan, ago(-3));
        await store.checklists.revoke(plan.id, id, ago(10));
      },
      false,
    ],
    [
      "a live invitation",
      async (plan: Plan) => void (await store.invitations.create(plan.id, link(ago(-3)))),
      true,
    ],
    [
      "an invitation that has run out",
      async (plan: Plan) => void (await store.invitations.create(plan.id, link(ago(3)))),
      false,
    ],
  ])("a plan of 181 days ago with %s", async (_, since, stays) => {
    const plan = await create(ago(181));
    await since(plan);
    await store.keeping.sweep(DAYS, now);
    expect(await isThere(plan)).toBe(stays);
  });

  it("takes a plan with all that hangs on it, and says which account it was for", async () => {
    await store.keeping.sweep(DAYS, now);
    const document = emptyPlanDocument();
    document.start.accountId = "555500001111";
    const plan = await store.plans.create(ada, { world: "sandbox", document, now: ago(400) });
    await store.results.save(plan.id, check(ago(399)));
    await share(plan, ago(390));
    const { plans } = await store.keeping.sweep(DAYS, now);
    expect(plans).toEqual([{ world: "sandbox", accountId: "555500001111" }]);
    expect(await store.results.all(plan.id)).toEqual({});
    expect(await store.checklists.list(plan.id)).toEqual([]);
  });

  it("says until when, and keeps its word to the millisecond", async () => {
    const plan = await create(ago(100));
    const until = (await store.keeping.until(ada, DAYS)).get(plan.id);
    expect(until).toEqual(ago(100 - DAYS));
    await store.keeping.sweep(DAYS, until ?? now);
    expect(await isThere(plan)).toBe(true);
    await store.keeping.sweep(DAYS, new Date((until ?? now).getTime() + 1));
    expect(await isThere(plan)).toBe(false);
    expect((await store.keeping.until({ sessionHash: "ben" }, DAYS)).has(plan.id)).toBe(false);
  });

  describe("announced first", () => {
    const later = (days: number) => new Date(now.getTime() + days * 86_400_000);
    const until = async ({ id }: Plan) => (await store.keeping.until(ada, DAYS)).get(id);
    /** A server that has run every day from one day to another, and what it left of a plan that is long over. */
    async function ranDaily(days: number, from: number, to: number) {
      for (let day = from; day <= to; day += 1) await store.keeping.announce(days, later(day));
      const plan = await create(ago(2000));
      const kept = await until(plan);
      await store.keeping.sweep(days, later(to));
      const stays = await isThere(plan);
      await store.plans.remove(plan.id);
      return { stays, kept };
    }

    it("removes nothing until the notice has had its 30 days, and the notice says so", async () => {
      // Long before the days of the other tests, whose sweeps are not to wait for this notice.
      expect(await ranDaily(DAYS, -500, -471)).toEqual({ stays: true, kept: later(-470) });
      expect((await ranDaily(DAYS, -470, -469)).stays).toBe(false);
    });

    it("begins anew with another number, which is given no more days than it is", async () => {
      expect((await ranDaily(10, -468, -459)).stays).toBe(true);
      expect((await ranDaily(10, -458, -457)).stays).toBe(false);
    });

    it("begins anew after more than a week in which no server ran, as an old backup seems to say", async () => {
      expect((await ranDaily(10, -450, -450)).stays).toBe(false);
      expect((await ranDaily(10, -442, -433)).stays).toBe(true);
      expect((await ranDaily(10, -432, -431)).stays).toBe(false);
    });

    it("begins anew when a clock was ahead", async () => {
      expect((await ranDaily(10, 900, 901)).stays).toBe(true);
      expect((await ranDaily(10, -431, -422)).stays).toBe(true);
      expect((await ranDaily(10, -421, -420)).stays).toBe(false);
    });
  });

  it("takes every plan that is too old and none that is fresher, however many there are", async () => {
    const eve = { sessionHash: "eve" };
    const ages = Array.from({ length: 90 }, (_, n) => ({ age: 179 + (n % 3), last: n % 5 === 0 ? 10 : 300 }));
    const made = await Promise.all(
      ages.map(async ({ age, last }) => {
        const plan = await create(ago(age), eve);
        await store.results.save(plan.id, check(ago(last)));
        return { id: plan.id, stays: Math.min(age, last) <= DAYS };
      }),
    );
    await store.keeping.sweep(DAYS, now);
    const left = (await store.plans.list(eve)).map(({ id }) => id).sort();
    expect(left).toEqual(made.flatMap(({ id, stays }) => (stays ? [id] : [])).sort());
    expect(left.length).toBe(66);
  });

  it("takes browsers that hold no plan and were not seen for as long", async () => {
    await store.keeping.sweep(DAYS, now);
    const old = { sessionHash: "old" };
    const plan = await create(ago(300), old);
    await store.plans.remove(plan.id);
    await create(ago(1), { sessionHash: "fresh" });
    expect(await store.keeping.sweep(DAYS, now)).toEqual({ plans: [], sessions: 1 });
    expect(await store.keeping.sweep(DAYS, now)).toEqual({ plans: [], sessions: 0 });
    // Taken, and welcome again.
    expect(await store.plans.list(old)).toEqual([]);
    await create(now, old);
    expect(await store.plans.list(old)).toHaveLength(1);
  });
});

describe.skipIf(withoutServer)("several servers on one PostgreSQL", () => {
  let stores: Store[];
  beforeAll(async () => {
    stores = [await server.open(), await server.open(), await server.open()];
  });
  afterAll(() => Promise.all(stores.map((store) => store.close())));

  it("sweep at once, and take each plan once", async () => {
    const [first] = stores;
    const zoe = { sessionHash: "zoe" };
    const document = emptyPlanDocument();
    for (let n = 0; n < 60; n += 1) await first?.plans.create(zoe, { world: "aws", document, now: ago(200) });
    const swept = await Promise.all(stores.map((store) => store.keeping.sweep(DAYS, now)));
    expect(swept.reduce((sum, { plans }) => sum + plans.length, 0)).toBe(60);
    expect(await first?.plans.list(zoe)).toEqual([]);
  });

  it("never take a plan that somebody is writing to: what was saved is there", async () => {
    const [one, two] = stores;
    if (!one || !two) throw new Error("no stores");
    const zoe = { sessionHash: "zoe" };
    const document = emptyPlanDocument();
    const made: Plan[] = [];
    for (let n = 0; n < 60; n += 1)
      made.push(await one.plans.create(zoe, { world: "aws", document, now: ago(200) }));
    const saving = made.map(({ id }, n) =>
      n % 2 === 0
        ? one.plans.saveFields(id, "start", { description: "kept" }, now).then(
            () => id,
            () => undefined,
          )
        : one.results.save(id, check(now)).then(() => undefined),
    );
    const [saved] = await Promise.all([Promise.all(saving), two.keeping.sweep(DAYS, now)]);
    const left = (await one.plans.list(zoe)).map(({ id }) => id);
    expect(left).toEqual(expect.arrayContaining(saved.filter((id) => id !== undefined)));
    for (const id of left) expect((await one.keeping.until(zoe, DAYS)).get(id)).toEqual(ago(-DAYS));
  });
});
