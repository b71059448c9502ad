import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createPlan } from "@/app/plan-actions";
import { rehearseIdentity } from "@/app/setup/[plan]/identity/actions";
import { WIDER_ID } from "@/lib/checks";
import type { Problem } from "@/lib/problems";
import { type Sandbox, startSandbox } from "@/lib/sandbox";
import { getStore } from "@/lib/store";
import type { Verdict } from "@/lib/verdict";
import { askSimulator, checkPermissions, chooseScenario } from "./actions";
import type { Proof } from "./connection/proof";

const cookies = vi.hoisted(() => new Map<string, string>());
vi.mock("next/headers", () => ({
  headers: async () => new Headers({ host: "localhost:3000", origin: "http://localhost:3000" }),
  cookies: async () => ({
    get: (name: string) => (cookies.has(name) ? { value: cookies.get(name) } : undefined),
    set: (name: string, value: string) => cookies.set(name, value),
  }),
}));
vi.mock("next/cache", () => ({ refresh: () => {} }));
vi.hoisted(() => {
  process.env.DATA_DIR = "memory";
});

let sandbox: Sandbox;
let planId: string;
let proof: Proof;
beforeAll(async () => {
  sandbox = await startSandbox();
  vi.stubEnv("SANDBOX_URL", sandbox.url);
  const made = await createPlan({ world: "sandbox", signIn: "access-key" });
  if (!made.ok) throw new Error(made.problem.sentence);
  planId = (await only()).id;
  await answer("start", { connectionName: "x", region: "eu-west-1", signIn: "access-key" });
  await answer("identity", { userName: "cckm" });
  const identity = await rehearseIdentity(planId, { fields: {} });
  if (!identity.ok || !("accessKey" in identity.value)) throw new Error("no access key was made");
  proof = { kind: "access-key", ...identity.value.accessKey };
}, 60_000);
afterAll(async () => {
  vi.unstubAllEnvs();
  await (await getStore()).close();
  await sandbox.close();
});

async function only() {
  const { hashToken } = await import("@/lib/server/capability");
  const visitor = { sessionHash: hashToken(cookies.get("wizard-session") ?? "") };
  const [plan] = await (await getStore()).plans.list(visitor);
  if (plan === undefined) throw new Error("no plan");
  return plan;
}
async function answer(slice: "start" | "identity" | "policy", fields: Record<string, unknown>) {
  await (await getStore()).plans.saveFields(planId, slice, fields, new Date());
}
const results = async () => (await getStore()).results.all(planId);
const statuses = async (id: "permissions" | "permissions-simulated") =>
  new Map((await results())[id]?.verdicts.map((verdict) => [verdict.id, verdict.status]) ?? []);

/** All that a stream brings. */
async function read(stream: AsyncIterable<{ ok: true; value: Verdict } | { ok: false; problem: Problem }>) {
  const verdicts: Verdict[] = [];
  for await (const piece of stream) {
    if (!piece.ok) throw new Error(piece.problem.sentence);
    verdicts.push(piece.value);
  }
  return verdicts;
}
const check = async (...names: string[]) =>
  read(await checkPermissions(planId, { proof, ...(names.length > 0 ? { only: names } : {}) }));

describe("what the simulator said", () => {
  it("is not lost to an administrator who may not ask, and who is told so", async () => {
    const before = await statuses("permissions-simulated");
    expect(new Set(before.values())).toEqual(new Set(["pass"]));
    if (proof.kind !== "access-key") throw new Error("an access key signs in here");
    const { accessKeyId, secretAccessKey } = proof;
    const asked = await askSimulator(planId, { administrator: { accessKeyId, secretAccessKey } });
    expect(asked.ok && asked.value.verdicts.map(({ status }) => status)).toEqual(
      Array.from(before, () => "unknown"),
    );
    expect(await statuses("permissions-simulated")).toEqual(before);
    // Where there is nothing to lose, what was tried is kept.
    await (await getStore()).results.remove(planId, "permissions-simulated");
    await askSimulator(planId, { administrator: { accessKeyId, secretAccessKey } });
    expect(new Set((await statuses("permissions-simulated")).values())).toEqual(new Set(["unknown"]));
    await askSimulator(planId, {});
    expect(await statuses("permissions-simulated")).toEqual(before);
  });
});

describe("a check of the permissions", () => {
  it("that was stopped in the browser and ends last does not undo the one that came after it", async () => {
    expect((await chooseScenario(planId, { scenario: "explicit-deny" })).ok).toBe(true);
    const stopped = await checkPermissions(planId, { proof });
    for (let denied = false; !denied; ) {
      const { value, done } = await stopped.next();
      if (done) throw new Error("nothing was denied");
      denied = value.ok && value.value.status === "fail";
    }
    expect((await chooseScenario(planId, { scenario: "healthy" })).ok).toBe(true);
    // Begun in another millisecond, as a person's clicks are.
    await new Promise((go) => setTimeout(go, 5));
    await check();
    await read(stopped);
    const after = [...(await statuses("permissions")).values()];
    expect(after.length).toBeGreaterThan(30);
    expect(after.filter((status) => status === "fail")).toEqual([]);
  });

  it("of one action keeps the word that the policy is wider than the plan; of all says it anew", async () => {
    await answer("policy", { narrowTagKey: "managed-by", narrowTagValue: "cckm" });
    expect((await check()).map(({ id }) => id)).toContain(WIDER_ID);
    await check("kms:ListKeys");
    expect((await statuses("permissions")).get(WIDER_ID)).toBe("warn");
    await answer("policy", { narrowTagKey: "", narrowTagValue: "" });
    await check();
    expect((await statuses("permissions")).has(WIDER_ID)).toBe(false);
  });
});
