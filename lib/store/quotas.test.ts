import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { emptyPlanDocument } from "@/lib/plan";
import type { Verdict } from "@/lib/verdict";
import { postgresPrograms, startPostgres, type TestPostgres } from "@/scripts/test-postgres";
import { openStore, type Store } from "./store";

const now = new Date("2026-11-26T12:00:00Z");
const MB = 1_000_000;
const storeBytes = 8 * MB;

let postgres: TestPostgres | undefined;
afterAll(() => postgres?.stop());

const memory = { name: "PGlite", open: () => openStore({ memory: true }, { storeBytes }) };
const server = {
  name: "PostgreSQL",
  open: async () => {
    postgres = await startPostgres();
    return openStore({ url: postgres.url }, { storeBytes });
  },
};
const withoutServer = postgresPrograms() === undefined;

/** A result of about so many bytes. */
const result = (bytes: number, at = now) => {
  const verdicts: Verdict[] = Array.from({ length: Math.ceil(bytes / 10_000) }, (_, n) => ({
    id: `line ${n}`,
    title: "A line",
    status: "pass",
    remedy: { text: "Do it.", command: "x".repeat(9700) },
    evidence: { kind: "probe", lookedAt: "it", expected: "this", found: "that", at },
  }));
  return { id: "permissions" as const, verdicts, basis: "b", at };
};
const refusal = (code: string, words?: RegExp) => ({
  problem: { code, ...(words === undefined ? {} : { sentence: expect.stringMatching(words) }) },
});

describe.each(withoutServer ? [memory] : [memory, server])("how much there may be on $name", ({ open }) => {
  let store: Store;
  beforeAll(async () => {
    store = await open();
  });
  afterAll(() => store.close());
  const create = (sessionHash: string) =>
    store.plans.create({ sessionHash }, { world: "aws", document: emptyPlanDocument(), now });
  const changes = async (act: () => Promise<unknown>) => {
    const before = await store.version();
    await act();
    return (await store.version()) !== before;
  };

  it("what changes nothing writes nothing", async () => {
    const { id } = await create("ada");
    const fields = { description: "as it is" };
    const save = (at = now) => store.plans.saveFields(id, "start", fields, at);
    const check = result(20_000);
    const join = () => store.invitations.join(id, { sessionHash: "ben" }, now);
    const acts = [save, () => store.results.save(id, check), () => store.results.merge(id, check), join];
    expect(await changes(save)).toBe(true);
    expect(await changes(() => store.results.save(id, check))).toBe(true);
    expect(await changes(join)).toBe(true);
    for (const act of acts) expect(await changes(() => act())).toBe(false);
    // But a plan that is used is kept, and that is written down once a day.
    expect(await changes(() => save(new Date(now.getTime() + 23 * 3_600_000)))).toBe(false);
    expect(await changes(() => save(new Date(now.getTime() + 25 * 3_600_000)))).toBe(true);
  });

  it("a plan takes 4 MB with its results, and what is refused leaves what was there", async () => {
    const { id } = await create("cleo");
    await store.results.save(id, result(2 * MB));
    const more = { ...result(2.5 * MB), id: "regions" as const };
    await expect(store.results.save(id, more)).rejects.toMatchObject(
      refusal("plan-too-large", /would take 4\.[5-9] MB.*can take 4\.0 MB/),
    );
    expect((await store.results.all(id)).regions).toBeUndefined();
    // Less than before is never refused, and makes room.
    await store.results.save(id, result(MB, new Date(now.getTime() + 1)));
    await store.results.save(id, more);
    await store.plans.remove(id);
  });

  it("a result has 500 lines", async () => {
    const { id } = await create("cleo");
    const [line] = result(1).verdicts;
    if (line === undefined) throw new Error("no line");
    const verdicts = Array.from({ length: 501 }, (_, n) => ({ ...line, id: `${n}`, remedy: undefined }));
    const saving = store.results.save(id, { ...result(1), verdicts });
    await expect(saving).rejects.toMatchObject(refusal("too-many-verdicts", /500 lines.*501/));
    await store.plans.remove(id);
  });

  it("fifty browsers work on a plan, and a browser on a hundred plans", async () => {
    const { id } = await create("host");
    for (let n = 1; n < 50; n += 1) await store.invitations.join(id, { sessionHash: `guest ${n}` }, now);
    const joining = store.invitations.join(id, { sessionHash: "one more" }, now);
    await expect(joining).rejects.toMatchObject(refusal("too-many-members"));
    for (let n = 0; n < 100; n += 1) await create("collector");
    await expect(create("collector")).rejects.toMatchObject(refusal("too-many-plans"));
    const other = await create("host");
    const asGuest = store.invitations.join(other.id, { sessionHash: "collector" }, now);
    await expect(asGuest).rejects.toMatchObject(refusal("too-many-plans"));
    for (const plan of await store.plans.list({ sessionHash: "collector" }))
      await store.plans.remove(plan.id);
  });

  it("a hostile browser with many sessions fills its share and nobody else's", async () => {
    let refused = 0;
    // Eight sessions, four MB each: four times of what is shared out.
    for (let session = 0; session < 8; session += 1) {
      const { id } = await create(`hostile ${session}`);
      for (const part of ["permissions", "regions", "region-reach", "arns"] as const)
        await store.results.save(id, { ...result(0.9 * MB), id: part }).catch((error: unknown) => {
          expect(error).toMatchObject(refusal("store-full", /would take .* MB, and \d+ KB|MB is what each/));
          refused += 1;
        });
    }
    expect(refused).toBeGreaterThan(20);
    const { id } = await create("honest");
    await store.results.save(id, result(200_000));
    await store.plans.saveFields(id, "start", { description: "still served" }, now);
    expect((await store.results.all(id)).permissions?.verdicts).toHaveLength(20);
  });
});
