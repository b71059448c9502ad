import { afterAll, beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { emptyPlanDocument } from "@/lib/plan";
import { problem } from "@/lib/problems";
import { getStore, Refusal } from "@/lib/store";
import { planAction, planStream, visitorAction } from "./action";
import { hashToken, newCapability } from "./capability";

/** What a request brings, and the cookies that an answer sets. */
const request = vi.hoisted(() => ({
  headers: new Headers(),
  cookies: new Map<string, string>(),
  set: [] as { name: string; value: string; options: Record<string, unknown> }[],
}));
vi.mock("next/headers", () => ({
  headers: async () => request.headers,
  cookies: async () => ({
    get: (name: string) => {
      const value = request.cookies.get(name);
      return value === undefined ? undefined : { name, value };
    },
    set: (name: string, value: string, options: Record<string, unknown>) => {
      request.set.push({ name, value, options });
      request.cookies.set(name, value);
    },
  }),
}));
vi.hoisted(() => {
  process.env.DATA_DIR = "memory";
});

const host = "127.0.0.1:3000";
beforeEach(() => {
  request.headers = new Headers({ host, origin: `http://${host}` });
  request.cookies.clear();
  request.set = [];
});
afterAll(async () => (await getStore()).close());

const input = z.object({ n: z.number().max(10) });
const echo = visitorAction({ name: "echo", input }, async ({ n }) => ({ n }));
const code = (answer: { ok: boolean; problem?: { code: string } }) => answer.problem?.code;

async function ownPlan() {
  const { token, hash } = newCapability();
  request.cookies.set("wizard-session", token);
  const document = emptyPlanDocument();
  return (await getStore()).plans.create({ sessionHash: hash }, { world: "aws", document });
}

describe("an action of a visitor", () => {
  it("answers with its value, and gives a new browser a session that scripts cannot read", async () => {
    expect(await echo({ n: 3 })).toEqual({ ok: true, value: { n: 3 } });
    expect(request.set).toHaveLength(1);
    expect(request.set[0]).toMatchObject({
      name: "wizard-session",
      options: { httpOnly: true, sameSite: "lax", path: "/", secure: false },
    });
    await echo({ n: 4 });
    expect(request.set).toHaveLength(1);
  });

  it("refuses a request of another site before anything else happens", async () => {
    const handler = vi.fn(async () => 1);
    const action = visitorAction({ name: "x", input }, handler);
    for (const origin of ["https://evil.test", "null", undefined]) {
      request.headers = new Headers(origin === undefined ? { host } : { host, origin });
      expect(code(await action({ n: 1 }))).toBe("foreign-origin");
    }
    expect(handler).not.toHaveBeenCalled();
  });

  it("names the fields of an input that it cannot take", async () => {
    const answer = await echo({ n: 11 });
    expect(answer).toMatchObject({ ok: false, problem: { code: "input-refused", status: 422 } });
    expect(!answer.ok && answer.problem.fields).toEqual([
      { field: "n", sentence: "This answer must be at most 10." },
    ]);
    for (const odd of [undefined, null, "text", [], { n: "1" }, { n: Number.NaN }])
      expect(code(await echo(odd as never))).toBe("input-refused");
  });

  it("passes a refusal on, returned or thrown by the store", async () => {
    const returned = visitorAction({ name: "x", input }, async () => problem("link-not-found"));
    const thrown = visitorAction({ name: "x", input }, async () => {
      throw new Refusal(problem("too-many-plans", { values: { count: 1 } }));
    });
    expect(code(await returned({ n: 1 }))).toBe("link-not-found");
    expect(code(await thrown({ n: 1 }))).toBe("too-many-plans");
  });

  it("tells a visitor nothing internal, and the log no input", async () => {
    const printed = vi.spyOn(console, "error").mockImplementation(() => {});
    const action = visitorAction(
      { name: "broken", input: z.object({ secret: z.string() }) },
      async ({ secret }) => {
        throw new Error(`cannot use password=${secret}`);
      },
    );
    const answer = await action({ secret: "hunter2" });
    expect(code(answer)).toBe("unexpected");
    expect(JSON.stringify(answer)).not.toMatch(/hunter2|cannot use/);
    const line = String(printed.mock.calls[0]?.[0]);
    printed.mockRestore();
    expect(line).not.toContain("hunter2");
    const { reference } = JSON.parse(line);
    expect(!answer.ok && answer.problem.remedy).toContain(reference);
  });

  it("lets a redirect through", async () => {
    const { redirect } = await import("next/navigation");
    const action = visitorAction({ name: "x", input }, async () => redirect("/elsewhere"));
    await expect(action({ n: 1 })).rejects.toMatchObject({
      digest: expect.stringContaining("NEXT_REDIRECT"),
    });
  });

  it("stops at its deadline, whether or not the handler hears the signal", async () => {
    const hears = visitorAction({ name: "x", input, deadlineMs: 30 }, async (_, { signal }) => {
      await new Promise((resolve) => signal.addEventListener("abort", resolve));
      return "heard";
    });
    const hangs = visitorAction({ name: "x", input, deadlineMs: 30 }, () => new Promise<never>(() => {}));
    expect(await hears({ n: 1 })).toEqual({ ok: true, value: "heard" });
    expect(code(await hangs({ n: 1 }))).toBe("deadline-passed");
  });

  it("gives no session to a caller whose call it refuses", async () => {
    expect(code(await echo({ n: 11 }))).toBe("input-refused");
    expect(request.set).toEqual([]);
  });
});

describe("an action on a plan", () => {
  const read = planAction({ name: "read", input }, async ({ n }, { plan }) => `${plan.id} ${n}`);

  it("gets the visitor's plan", async () => {
    const plan = await ownPlan();
    expect(await read(plan.id, { n: 1 })).toEqual({ ok: true, value: `${plan.id} 1` });
  });

  it("gives one answer for a stranger's plan, a missing one and a visitor without a session", async () => {
    const plan = await ownPlan();
    request.cookies.set("wizard-session", newCapability().token);
    const answers = [
      await read(plan.id, { n: 1 }),
      await read("none", { n: 1 }),
      await read({} as never, { n: 1 }),
    ];
    request.cookies.clear();
    answers.push(await read(plan.id, { n: 1 }));
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(code(answers[0] ?? { ok: true })).toBe("plan-not-found");
  });

  it("does not take the hash of a session for the session", async () => {
    const plan = await ownPlan();
    const token = request.cookies.get("wizard-session") ?? "";
    request.cookies.set("wizard-session", hashToken(token));
    expect(code(await read(plan.id, { n: 1 }))).toBe("plan-not-found");
  });
});

describe("a stream on a plan", () => {
  const collect = async (stream: Promise<AsyncGenerator<{ ok: boolean }>>) => {
    const pieces = [];
    for await (const piece of await stream) pieces.push(piece.ok ? piece : code(piece));
    return pieces;
  };

  it("answers piece by piece, refusals among them", async () => {
    const plan = await ownPlan();
    const stream = planStream({ name: "x", input }, async function* ({ n }) {
      yield n;
      yield problem("link-not-found");
      yield n + 1;
    });
    expect(await collect(stream(plan.id, { n: 1 }))).toEqual([
      { ok: true, value: 1 },
      "link-not-found",
      { ok: true, value: 2 },
    ]);
  });

  it("ends with one piece when it is refused, broken or late", async () => {
    const printed = vi.spyOn(console, "error").mockImplementation(() => {});
    const plan = await ownPlan();
    const broken = planStream({ name: "x", input }, async function* () {
      yield 1;
      throw new Error("broken");
    });
    const late = planStream({ name: "x", input, deadlineMs: 30 }, async function* () {
      yield 1;
      await new Promise(() => {});
    });
    expect(await collect(broken("none", { n: 1 }))).toEqual(["plan-not-found"]);
    expect(await collect(broken(plan.id, { n: 99 }))).toEqual(["input-refused"]);
    expect(await collect(broken(plan.id, { n: 1 }))).toEqual([{ ok: true, value: 1 }, "unexpected"]);
    expect(await collect(late(plan.id, { n: 1 }))).toEqual([{ ok: true, value: 1 }, "deadline-passed"]);
    printed.mockRestore();
  });
});
