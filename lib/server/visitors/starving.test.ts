import { afterAll, beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { emptyPlanDocument } from "@/lib/plan";
import { getStore } from "@/lib/store";
import { planAction, visitorAction } from "../action";
import { newCapability } from "../capability";
import { parseEnvironment } from "../environment";
import { cookiesWithPage } from "./page-cookies";
import { type LimitName, limitTable } from "./rate-limits";
import { proofSecret } from "./visitor";

/** One hostile browser beside an honest one, against the real wrapper and the real store. */

const sending = vi.hoisted(() => ({ jar: new Map<string, string>() }));
const host = "127.0.0.1:3000";
vi.mock("next/headers", () => ({
  headers: async () => new Headers({ host: "127.0.0.1:3000", origin: "http://127.0.0.1:3000" }),
  cookies: async () => ({
    get: (name: string) => {
      const value = sending.jar.get(name);
      return value === undefined ? undefined : { name, value };
    },
    set: (name: string, value: string) => void sending.jar.set(name, value),
  }),
}));
vi.hoisted(() => {
  process.env.DATA_DIR = "memory";
});

const kept = globalThis as { wizardLimits?: unknown };
beforeEach(() => {
  kept.wizardLimits = undefined;
});
afterAll(async () => (await getStore()).close());

const input = z.object({ n: z.number() });
const create = visitorAction({ name: "create", limit: "create", input }, async (_, { visitor, now }) => {
  const plan = await (await getStore()).plans.create(visitor, {
    world: "aws",
    document: emptyPlanDocument(),
    now,
  });
  return plan.id;
});
const save = planAction({ name: "save", input }, async ({ n }, { plan, now }) => {
  const fields = { description: String(n) };
  return (await (await getStore()).plans.saveFields(plan.id, "start", fields, now)).start.description;
});
const limited = (limit: LimitName) => visitorAction({ name: limit, limit, input }, async () => true);
const acts = (Object.keys(limitTable) as LimitName[]).map(limited);

/** A browser that opens a page; with a jar it has been here before. */
async function opensPage(jar = new Map<string, string>()) {
  await proofSecret();
  const request = {
    method: "GET",
    path: "/",
    headers: new Headers({ host }),
    cookie: (name: string) => jar.get(name),
  };
  for (const { name, value } of cookiesWithPage(request, parseEnvironment({}), new Date()))
    jar.set(name, value);
  return jar;
}
async function as<T>(jar: Map<string, string>, act: () => Promise<T>): Promise<T> {
  sending.jar = jar;
  return act();
}
type Answer = { ok: boolean; problem?: { code: string } };
const refused = (answers: Answer[]) =>
  answers.filter(({ problem }) => problem?.code === "too-many-requests").length;

/** What an administrator does in the busiest minute: a plan, some saves, some checks. */
async function honestMinute(jar: Map<string, string>) {
  const made = await as(jar, () => create({ n: 0 }));
  const answers: Answer[] = [made];
  for (let n = 0; n < 40; n += 1)
    answers.push(await as(jar, () => save(made.ok ? made.value : "none", { n })));
  for (const act of acts) for (let n = 0; n < 10; n += 1) answers.push(await as(jar, () => act({ n })));
  return answers.filter(({ ok }) => !ok);
}

describe("a hostile browser beside an honest one", () => {
  it.each([
    ["1,200 calls without a cookie, of every kind", () => new Map<string, string>()],
    ["1,200 calls with a made-up cookie each", () => new Map([["wizard-session", newCapability().token]])],
  ])("%s: most are refused, the honest one never", async (_, jarOf) => {
    const honest = await opensPage();
    const answers: Answer[] = [];
    for (let n = 0; n < 240; n += 1)
      for (const act of acts) answers.push(await as(jarOf(), () => act({ n })));
    const pools = Object.values(limitTable).reduce((sum, { unproven }) => sum + unproven, 0);
    // Some seconds of the run refill the pools a little.
    expect(refused(answers)).toBeGreaterThan(1200 - pools * 1.5);
    expect(await honestMinute(honest)).toEqual([]);
  });

  it("spends its own allowance only, and trying on does not make its wait longer", async () => {
    const [hostile, honest] = [await opensPage(), await opensPage()];
    const [, act] = acts;
    if (act === undefined) throw new Error("no act");
    const answers: Answer[] = [];
    for (let n = 0; n < 400; n += 1) answers.push(await as(hostile, () => act({ n })));
    expect(refused(answers)).toBeGreaterThan(300);
    const waits = answers.flatMap((answer) => (answer.ok ? [] : [answer.problem]));
    expect(waits.at(-1)).toMatchObject({ remedy: expect.stringMatching(/Wait (a second|1 seconds)/) });
    expect(await honestMinute(honest)).toEqual([]);
  });

  it("collects 1,000 sessions and uses them all: the honest one is not refused", async () => {
    const honest = await opensPage();
    const sessions = await Promise.all(Array.from({ length: 1000 }, () => opensPage()));
    for (const jar of sessions) for (const act of acts) await as(jar, () => act({ n: 1 }));
    expect(await honestMinute(honest)).toEqual([]);
    // And one that comes only now, too.
    expect(await honestMinute(await opensPage())).toEqual([]);
  });

  it("writes nothing with what is refused", async () => {
    const store = await getStore();
    const opened = vi.spyOn(store.plans, "find");
    const strangers = planAction({ name: "x", limit: "link", input }, async () => 1);
    const jar = new Map([["wizard-session", newCapability().token]]);
    for (let n = 0; n < 500; n += 1) await as(jar, () => strangers("none", { n }));
    expect(opened.mock.calls.length).toBeLessThan(limitTable.link.unproven * 1.5);
    opened.mockRestore();
  });
});
