import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createPlan } from "@/app/plan-actions";
import { rehearseIdentity } from "@/app/setup/[plan]/identity/actions";
import { stateOf } from "@/app/setup/steps";
import { resultNow } from "@/lib/plan";
import type { Problem } from "@/lib/problems";
import { type Sandbox, startSandbox } from "@/lib/sandbox";
import { getStore } from "@/lib/store";
import type { Verdict } from "@/lib/verdict";
import { chooseScenario } from "../actions";
import type { Proof } from "../connection/proof";
import { checkConnection } from "../permissions/check-actions";
import { step } from "../step";
import { checkOneRegion, leaveRegionOut, reachRegions } from "./region-actions";

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
  const identity = await rehearseIdentity(planId, { fields: {}, seen: {} });
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
async function answer(slice: "start" | "identity", fields: Record<string, unknown>) {
  await (await getStore()).plans.saveFields(planId, slice, fields, new Date());
}
const results = async () => (await getStore()).results.all(planId);
const kept = async (id: "region-reach" | "region-permissions") =>
  Object.fromEntries((await results())[id]?.verdicts.map((verdict) => [verdict.id, verdict.status]) ?? []);
const state = async () => stateOf(step, { plan: await only(), results: await results() });

/** All that a stream brings: verdicts, or the refusal that ended it. */
async function read(stream: AsyncIterable<{ ok: true; value: Verdict } | { ok: false; problem: Problem }>) {
  const verdicts: Verdict[] = [];
  for await (const piece of stream) {
    if (!piece.ok) return { verdicts, refused: piece.problem.code };
    verdicts.push(piece.value);
  }
  return { verdicts };
}
const check = async (region: string, by = proof) => read(await checkOneRegion(planId, { proof: by, region }));

describe("where KMS can be reached", () => {
  it("is asked for the regions as the account lists them, listed now when they were not, and kept", async () => {
    const { verdicts } = await read(await reachRegions(planId, { proof }));
    expect(verdicts).toHaveLength(34);
    expect(Object.values(await kept("region-reach")).filter((status) => status === "pass")).toHaveLength(32);
  });

  it("is not asked with a key that does not sign in", async () => {
    if (proof.kind !== "access-key") throw new Error("an access key signs in here");
    const wrong = { ...proof, secretAccessKey: `x${proof.secretAccessKey.slice(1)}` };
    expect((await read(await reachRegions(planId, { proof: wrong }))).refused).toBe("sign-in-failed");
    expect((await check("eu-west-2", wrong)).refused).toBe("sign-in-failed");
  });
});

describe("a region's permissions", () => {
  it("come one by one, then the region's own verdict, which is kept beside those of other regions", async () => {
    for await (const piece of await checkConnection(planId, { proof, only: [], regions: true }))
      expect(piece.ok).toBe(true);
    const { verdicts } = await check("eu-west-2");
    expect(verdicts.at(-1)).toMatchObject({ id: "region:eu-west-2", status: "pass" });
    expect(verdicts.filter(({ id }) => id.startsWith("region:"))).toHaveLength(1);
    await check("us-east-1");
    expect(await kept("region-permissions")).toEqual({
      "region:eu-west-2": "pass",
      "region:us-east-1": "pass",
    });
  });

  it.each(["af-south-1", "mars-north-1", "us-gov-west-1", "x"])("are not asked for in %s", async (region) => {
    expect(await check(region)).toEqual({ verdicts: [], refused: "region-not-switched-on" });
    expect(await kept("region-permissions")).not.toHaveProperty(`region:${region}`);
  });

  it("that are denied are a problem of the step, until the region is left out", async () => {
    const before = await state();
    await chooseScenario(planId, { scenario: "far-regions-denied" });
    const { verdicts } = await check("sa-east-1");
    expect(verdicts.at(-1)).toMatchObject({ id: "region:sa-east-1", status: "fail" });
    expect(await state()).toBe("problem");
    expect(await leaveRegionOut(planId, { region: "sa-east-1" })).toEqual({ ok: true, value: { left: 2 } });
    expect(await state()).toBe(before);
    expect(before).not.toBe("problem");
  });

  it("are begun anew when the answers have changed, and say until then that they are out of date", async () => {
    const { sets } = (await only()).document.start;
    await answer("start", { sets: [...sets, "custom-key-stores"] });
    const now = { plan: await only(), results: await results() };
    expect(resultNow("region-permissions", now)).toMatchObject({ stale: true, verdicts: [] });
    expect(await state()).toBe("stale");
    await check("eu-west-2");
    expect(Object.keys(await kept("region-permissions"))).toEqual(["region:eu-west-2"]);
    await leaveRegionOut(planId, { region: "eu-west-2" });
    expect((await results())["region-permissions"]).toBeUndefined();
  });
});
