import { spawn } from "node:child_process";
import { afterEach, describe, expect, it } from "vitest";
import { Pool, type PoolOptions } from "./pool";

/** A program of every bad habit, in a real process. */
const program = `
  process.on("disconnect", () => process.exit());
  process.on("message", ({ act, text }) => {
    if (act === "spin") for (;;);
    if (act === "pattern") /^(a+)+$/.test("a".repeat(60) + "!");
    if (act === "eat") { const all = []; for (;;) all.push(new Array(100_000).fill(all.length)); }
    if (act === "exit") process.exit(3);
    if (act === "throw") return process.send({ is: "failed", error: { name: "Error", message: "thrown" } });
    if (act === "break") setTimeout(() => { throw new Error("broken"); });
    else if (act === "hang") return;
    else process.send({ is: "done", value: { text, at: new Date(0) } });
  });
  process.send({ is: "ready" });
`;

let pool: Pool;
let started = 0;
function makePool(options: Partial<PoolOptions> = {}): Pool {
  started = 0;
  pool = new Pool({
    start: () => {
      started += 1;
      return spawn(process.execPath, ["--max-old-space-size=32", "-e", program], {
        stdio: ["ignore", "ignore", "ignore", "ipc"],
        serialization: "advanced",
      });
    },
    processes: 2,
    deadlineMs: 300,
    startMs: 20_000,
    waiting: 10,
    waitingEach: 4,
    idleMs: 60_000,
    ...options,
  });
  return pool;
}
afterEach(() => pool.close());

const text = (outcome: { is: string; value?: unknown }) => (outcome.value as { text?: string })?.text;

describe("a pool of processes", () => {
  it("answers, and uses a process again", async () => {
    makePool();
    for (const word of ["one", "two", "three"])
      expect(text(await pool.run("a", { act: "say", text: word }))).toBe(word);
    expect(started).toBe(1);
  });

  it.each(["spin", "pattern", "hang"])(
    "ends %s at its deadline, and the next task is answered",
    async (act) => {
      makePool();
      expect(await pool.run("a", { act })).toEqual({ is: "late" });
      expect(text(await pool.run("a", { act: "say", text: "still here" }))).toBe("still here");
    },
  );

  it.each([
    ["eat", /SIG|code/],
    ["exit", /code 3/],
    ["throw", /thrown/],
    ["break", /code 1/],
  ])("outlives a process that does %s", async (act, message) => {
    makePool({ deadlineMs: 40_000 });
    const outcome = await pool.run("a", { act });
    expect(outcome.is).toBe("failed");
    expect(String(outcome.is === "failed" && outcome.error)).toMatch(message);
    expect(text(await pool.run("a", { act: "say", text: "still here" }))).toBe("still here");
  });

  it("says what cannot be sent to a process", async () => {
    makePool();
    expect((await pool.run("a", { act: () => 1 })).is).toBe("failed");
    expect(text(await pool.run("a", { act: "say", text: "on" }))).toBe("on");
  });

  it("keeps this process free while others work", async () => {
    makePool({ deadlineMs: 800 });
    const busy = [pool.run("a", { act: "pattern" }), pool.run("b", { act: "pattern" })];
    let turns = 0;
    const timer = setInterval(() => {
      turns += 1;
    }, 10);
    expect((await Promise.all(busy)).map(({ is }) => is)).toEqual(["late", "late"]);
    clearInterval(timer);
    expect(turns).toBeGreaterThan(10);
  });

  it("leaves one process to others, and lets everybody take turns", async () => {
    makePool({ deadlineMs: 60_000 });
    const gaveUp = new AbortController();
    const order: string[] = [];
    const ask = (who: string, n: number) =>
      pool.run(who, { act: "say", text: `${who}${n}` }).then((outcome) => order.push(text(outcome) ?? ""));
    const hog = pool.run("hog", { act: "spin" }, gaveUp.signal);
    const queued = ["hog", "a", "b", "hog", "a", "b"].map((who, i) => ask(who, i < 3 ? 1 : 2));
    await Promise.all(queued.filter((_, i) => i % 3 !== 0));
    expect(order).toEqual(["a1", "b1", "a2", "b2"]);
    gaveUp.abort();
    expect(await hog).toEqual({ is: "stopped" });
    await Promise.all(queued);
    expect(order.slice(4)).toEqual(["hog1", "hog2"]);
  });

  it("refuses what would wait behind too many, of one and of all", async () => {
    makePool({ processes: 1, deadlineMs: 60_000, waiting: 6 });
    const end = new AbortController();
    const all = [pool.run("a", { act: "spin" }, end.signal)];
    const waits = (who: string) => all.push(pool.run(who, { act: "say" }, end.signal));
    for (let n = 0; n < 4; n += 1) waits("a");
    expect(await pool.run("a", { act: "say" })).toEqual({ is: "busy" });
    waits("b");
    waits("c");
    expect(await pool.run("d", { act: "say" })).toEqual({ is: "busy" });
    end.abort();
    const [first, ...others] = await Promise.all(all);
    expect(first).toEqual({ is: "stopped" });
    expect(others).toEqual(others.map(() => ({ is: "busy" })));
    expect((await pool.run("d", { act: "say" })).is).toBe("done");
  });

  it("ends a process that has nothing to do", async () => {
    makePool({ idleMs: 0 });
    expect((await pool.run("a", { act: "say" })).is).toBe("done");
    await new Promise((go) => setTimeout(go, 100));
    expect((await pool.run("a", { act: "say" })).is).toBe("done");
    expect(started).toBe(2);
  });
});
