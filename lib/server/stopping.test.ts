import { afterAll, expect, it, vi } from "vitest";
import { z } from "zod";
import { getStore } from "@/lib/store";
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
  const answers = Promise.all([hears({}), hangs({})]);
  while (begun < 2) await new Promise((go) => setTimeout(go, 5));
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
  ]);
  expect(exit).not.toHaveBeenCalled();
  exit.mockRestore();
  printed.mockRestore();
});
