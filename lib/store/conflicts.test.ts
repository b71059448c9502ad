import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Dice } from "@/lib/permissions/testing/random-policies";
import { emptyPlanDocument } from "@/lib/plan";
import { marksOf, openStore, type Store } from "./index";
import { testPlaces } from "./testing/places";

const now = new Date("2026-11-24T12:00:00Z");
const ada = { sessionHash: "ada" };
const ROUNDS = 200;
const fields = ["connectionName", "description", "assumeRoleArn", "assumeRoleExternalId"] as const;
type Field = (typeof fields)[number];

describe.each(testPlaces())("two people on one plan, on $name", ({ place, stop }) => {
  let store: Store;
  beforeAll(async () => {
    store = await openStore(await place());
  });
  afterAll(async () => {
    await store.close();
    await stop();
  });

  const created = async () => {
    const { id, document } = await store.plans.create(ada, {
      world: "aws",
      document: emptyPlanDocument(),
      now,
    });
    const start = async () => {
      const plan = await store.plans.find(ada, id);
      if (plan === undefined) throw new Error("the plan is gone");
      return plan.document.start;
    };
    const save = (seen: object, patch: object) =>
      store.plans.saveSeen(id, { slice: "start", patch, seen: marksOf(seen), now });
    return { id, first: document.start, start, save };
  };

  it(`nothing is lost in silence in ${ROUNDS} rounds of edits at the same time`, async () => {
    const plan = await created();
    const dice = new Dice(20261127);
    const pages = [0, 1].map((person) => ({ person, seen: { ...plan.first } }));
    const count = { written: 0, refused: 0, kept: 0, taken: 0 };
    for (let round = 0; round < ROUNDS; round += 1) {
      const before = await plan.start();
      const edits = pages.map((page) => ({
        page,
        field: dice.one(fields),
        value: `${page.person}-${round}`,
        blind: { ...page.seen },
      }));
      const answers = await Promise.all(
        edits.map(({ page, field, value }) => plan.save(page.seen, { [field]: value })),
      );
      const after = await plan.start();
      const same = edits[0]?.field === edits[1]?.field;
      for (const [index, { page, field, value, blind }] of edits.entries()) {
        const refused = answers[index]?.elsewhere.includes(field) ?? true;
        const knew = blind[field] === before[field];
        count[refused ? "refused" : "written"] += 1;
        // Written over only what this person had seen; refused only where somebody else was first.
        if (!knew || (same && after[field] !== value))
          expect(refused, `${field} in round ${round}`).toBe(true);
        else expect(refused, `${field} in round ${round}`).toBe(false);
        if (!refused) expect(after[field]).toBe(value);
        page.seen = { ...page.seen, [field]: after[field] };
        if (!refused) continue;
        // The page shows both, and the visitor chooses.
        if (dice.one([true, false])) {
          const kept = await plan.save(page.seen, { [field]: value });
          if (kept.elsewhere.length === 0) count.kept += 1;
          page.seen = { ...page.seen, [field]: kept.document.start[field] };
        } else count.taken += 1;
      }
      for (const page of pages) if (dice.one([true, false, false])) page.seen = await plan.start();
    }
    expect(Math.min(...Object.values(count)), JSON.stringify(count)).toBeGreaterThan(10);
  }, 120_000);

  it("what a page sends as it had seen it changes nothing, and the same answer twice is no conflict", async () => {
    const plan = await created();
    const old = plan.first;
    await plan.save(old, { description: "theirs" } satisfies Partial<Record<Field, string>>);
    const unchanged = await plan.save(old, { description: old.description, region: "eu-west-3" });
    expect(unchanged.elsewhere).toEqual([]);
    expect(await plan.start()).toMatchObject({ description: "theirs", region: "eu-west-3" });
    expect((await plan.save(old, { description: "theirs" })).elsewhere).toEqual([]);
    expect((await plan.save(old, { description: "  theirs " })).elsewhere).toEqual([]);
    expect((await plan.save(old, { description: "mine" })).elsewhere).toEqual(["description"]);
  });

  it("an answer that the page says nothing of was not seen", async () => {
    const plan = await created();
    const save = { slice: "start", patch: { description: "mine" }, seen: {}, now } as const;
    expect((await store.plans.saveSeen(plan.id, save)).elsewhere).toEqual(["description"]);
  });

  it("answers that belong together are written together or not at all", async () => {
    const plan = await created();
    const old = marksOf(plan.first);
    await plan.save(plan.first, { description: "theirs" });
    const patch = { description: "mine", region: "eu-west-3" };
    const save = { slice: "start", patch, seen: old, whole: true, now } as const;
    expect((await store.plans.saveSeen(plan.id, save)).elsewhere).toEqual(["description"]);
    expect(await plan.start()).toMatchObject({ description: "theirs", region: plan.first.region });
    // Sent as the page had seen it: it would still take the place of theirs, beside a new answer that it was not judged with.
    const stale = { ...save, patch: { description: plan.first.description, region: "eu-west-3" } };
    expect((await store.plans.saveSeen(plan.id, stale)).elsewhere).toEqual(["description"]);
    expect(await plan.start()).toMatchObject({ description: "theirs", region: plan.first.region });
  });
});
