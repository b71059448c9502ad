import { afterAll, expect, it, vi } from "vitest";
import { z } from "zod";
import { emptyPlanDocument } from "@/lib/plan";
import { getStore, isRefusal, Refusal, StoreUnavailable } from "@/lib/store";
import { visitorAction } from "./action";

const host = "127.0.0.1:3000";
vi.mock("next/headers", () => ({
  headers: async () => new Headers({ host, origin: `http://${host}` }),
  cookies: async () => ({ get: () => undefined, set: () => {} }),
}));
vi.hoisted(() => {
  process.env.DATA_DIR = "memory";
});
afterAll(async () => (await getStore()).close());

const document = { ...emptyPlanDocument() };
document.start = { ...document.start, accountId: "111122223333" };
const make = visitorAction({ name: "make", input: z.object({}) }, async (_, { visitor }) =>
  (await getStore()).plans.create(visitor, { world: "sandbox", document }),
);

/** As in the built server: the start's bundle opens the store, and the actions' bundle finds it on globalThis. */
it("a refusal that another bundle's store throws is said by its name", async () => {
  vi.resetModules();
  const other = await import("@/lib/store");
  expect(other.Refusal).not.toBe(Refusal);
  await other.getStore();
  expect(await make({})).toMatchObject({ ok: true });
  const again = await make({});
  expect(again).toMatchObject({ ok: false, problem: { code: "account-taken", status: 422 } });
  const thrown = await (await other.getStore()).plans
    .create({ sessionHash: "ben" }, { world: "sandbox", document })
    .catch((error: unknown) => error);
  expect(thrown instanceof Refusal).toBe(false);
  expect(isRefusal(thrown)).toBe(true);
});

it("a store that is away is said to be away, by both bundles, and the log knows its reference", async () => {
  vi.resetModules();
  const other = await import("@/lib/store");
  const printed = vi.spyOn(console, "error").mockImplementation(() => {});
  for (const Unavailable of [StoreUnavailable, other.StoreUnavailable]) {
    const error = new Unavailable("away");
    const action = visitorAction({ name: "x", input: z.object({}) }, async () => Promise.reject(error));
    expect(await action({})).toMatchObject({ problem: { code: "store-unavailable", status: 503 } });
    expect(JSON.parse(String(printed.mock.lastCall?.[0]))).toMatchObject({
      event: "store unavailable",
      reference: error.digest,
    });
  }
  printed.mockRestore();
});
