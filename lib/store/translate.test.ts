import { inspect } from "node:util";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { emptyPlanDocument } from "@/lib/plan";
import { readHouse } from "@/scripts/read-imports";
import { openDatabase } from "./engine/open";
import { planStore } from "./plans";
import { quotaKeeper } from "./quotas";
import { isStoreUnavailable } from "./refusal";
import { testPlaces } from "./testing/places";
import { translate, translating } from "./translate";

const planted = "hunter2-was-typed-here";
const document = { ...emptyPlanDocument() };
document.start = { ...document.start, description: planted };

describe.each(testPlaces())("an error of $name", ({ place, stop }) => {
  let database: Awaited<ReturnType<typeof openDatabase>>;
  beforeAll(async () => {
    database = await openDatabase(await place());
  });
  afterAll(async () => {
    await database.close();
    await stop();
  });

  const thrown = async (work: () => Promise<unknown>) => {
    try {
      await work();
    } catch (error) {
      return error;
    }
    throw new Error("it was expected to fail");
  };
  /** What a log could print of it: every property, hidden ones and causes included. */
  const printed = (error: unknown) => inspect(error, { depth: 20, showHidden: true });

  it("would hold what was typed, and goes out with its SQLSTATE and frames only", async () => {
    const raw = planStore(database.db, quotaKeeper());
    const plan = await raw.create({ sessionHash: "ada" }, { world: "aws", document });
    await database.db.execute(
      sql.raw("alter table plans add constraint never check (world = 'moon') not valid"),
    );
    const save = (face: typeof raw) =>
      thrown(() => face.saveFields(plan.id, "start", { connectionName: planted }, new Date()));
    expect(printed(await save(raw))).toContain(planted);
    const error = await save(translating(raw));
    expect(error).toMatchObject({ name: "StoreFault", code: "23514" });
    expect(printed(error)).not.toContain(planted);
    expect(printed(error)).not.toMatch(/update "plans"|params/);
    expect((error as Error).stack).toMatch(/plans\.ts:\d+/);
    expect(isStoreUnavailable(error)).toBe(false);
  });

  it.each(["57P01", "57P03", "53100", "53300", "08006", "25006", "57014", "58030", "XX001"])(
    "with SQLSTATE %s means that the store is away",
    async (code) => {
      const raising = sql.raw(`do $$ begin raise exception '${planted}' using errcode = '${code}'; end $$`);
      const error = translate(await thrown(() => database.db.execute(raising)));
      expect(isStoreUnavailable(error)).toBe(true);
      expect(error).toMatchObject({
        code,
        digest: expect.stringMatching(/^store-unavailable-[0-9a-f]{10}$/),
      });
      expect(printed(error)).not.toContain(planted);
    },
  );
});

describe("what is thrown elsewhere", () => {
  it("stays as it is when it is no word of a database", () => {
    for (const error of [new TypeError("x is not a function"), "text", undefined, new Error("no code")])
      expect(translate(error)).toBe(error);
  });

  it.each([
    ["ECONNREFUSED", undefined],
    ["ENOSPC", undefined],
    [undefined, "Connection terminated unexpectedly"],
    [undefined, "timeout exceeded when trying to connect"],
    [undefined, "Client has encountered a connection error and is not queryable"],
  ])("means that the store is away: %s %s", (code, message) => {
    const cause = Object.assign(new Error(message ?? "connect"), code === undefined ? {} : { code });
    expect(isStoreUnavailable(translate(new Error("outer", { cause })))).toBe(true);
  });

  it("does not run in a circle of causes", () => {
    const error = new Error("round");
    error.cause = error;
    expect(translate(error)).toBe(error);
  });
});

it("no file asks by class what comes from another bundle", () => {
  const asks = [...readHouse().values()]
    .filter(({ path }) => /^(lib|app|components)\//.test(path) && !/^lib\/sandbox\/|\.test\.ts$/.test(path))
    .filter(({ text }) => /instanceof (Refusal|Store)/.test(text))
    .map(({ path }) => path);
  expect(asks).toEqual([]);
});
