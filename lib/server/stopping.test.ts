import { afterAll, expect, it, vi } from "vitest";
import { z } from "zod";
import { emptyPlanDocument } from "@/lib/plan";
import { getStore } from "@/lib/store";
import { planStream, visitorAction } from "./action";
import { newCapability } from "./capability";

const host = "127.0.0.1:3000";
const session = newCapability();
vi.mock("next/headers", () => ({
  headers: async () => new Headers({ host, origin: `http://${host}` }),
  cookies: async () => ({ get: (name: string) => ({ name, value: session.token }), set: () => {} }),
}));
vi.hoisted(() => {
  process.env.DATA_DIR = "memory";
});
afterAll(async () => (await getStore()).close());

/** The stop comes from the bundle of the server's start, the checks run in another one. */
it("a stop cuts off what is under way, which may give its own answer or is answered for", async () => {
  const input = z.object({});
  let begun = 0;
  const hears = visitorAction({ name: "x", input }, async (_, { signal }) => {
    begun += 1;
    await new Promise((resolve) => signal.addEventListener("abort", resolve));
    return "what had come before";
  });
  const hangs = visitorAction({ name: "x", input }, () => {
    begun += 1;
    return new Promise<never>(() => {});
  });
  const streams = planStream({ name: "x", input }, async function* (_, { signal }) {
    begun += 1;
    await new Promise((resolve) => signal.addEventListener("abort", resolve));
    yield "a part of it";
  });
  const document = emptyPlanDocument();
  const owner = { sessionHash: session.hash };
  const plan = await (await getStore()).plans.create(owner, { world: "aws", document });
  const stream = async () => {
    const pieces = [];
    for await (const piece of await streams(plan.id, {})) pieces.push(piece);
    return pieces;
  };
  const answers = Promise.all([hears({}), hangs({}), stream()]);
  while (begun < 3) await new Promise((go) => setTimeout(go, 5));
  vi.resetModules();
  const { endInTime } = await import("./stopping");
  vi.useFakeTimers({ toFake: ["setTimeout"], shouldAdvanceTime: true });
  const exit = vi.spyOn(process, "exit").mockImplementation((() => {}) as never);
  const printed = vi.spyOn(console, "error").mockImplementation(() => {});
  endInTime();
  process.emit("SIGTERM");
  await vi.advanceTimersByTimeAsync(9_500);
  vi.useRealTimers();
  expect(await answers).toMatchObject([
    { ok: true, value: "what had come before" },
    { ok: false, problem: { code: "server-stopping", status: 503 } },
    // Its handler ended by itself, and what it gave may not be all.
    [
      { ok: true, value: "a part of it" },
      { ok: false, problem: { code: "server-stopping" } },
    ],
  ]);
  expect(exit).not.toHaveBeenCalled();
  exit.mockRestore();
  printed.mockRestore();
});
