import { createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createPlan } from "@/app/plan-actions";
import { rehearseIdentity } from "@/app/setup/[plan]/identity/actions";
import { makePilotPki } from "@/lib/certificates/keys";
import { WIDER_ID } from "@/lib/checks";
import { isProblem, type Problem } from "@/lib/problems";
import { type Sandbox, startSandbox } from "@/lib/sandbox";
import { getStore } from "@/lib/store";
import { askSimulator, chooseScenario } from "./actions";
import { makeProof } from "./connection/make-proof";
import type { Proof } from "./connection/proof";
import { checkConnection } from "./permissions/check-actions";
import type { CheckPiece } from "./permissions/check-piece";

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
/** Stands between the wizard and the sandbox, and notes what is asked. */
let between: Server;
const seen: string[] = [];
let planId: string;
let proof: Proof;
beforeAll(async () => {
  sandbox = await startSandbox();
  between = await listenBefore(sandbox.url);
  vi.stubEnv("SANDBOX_URL", `http://127.0.0.1:${(between.address() as AddressInfo).port}`);
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
  between.close();
  await sandbox.close();
});

async function listenBefore(url: string): Promise<Server> {
  const server = createServer((asked, answer) => {
    const sent: Buffer[] = [];
    asked.on("data", (chunk: Buffer) => sent.push(chunk));
    asked.on("end", () => {
      const body = Buffer.concat(sent);
      seen.push(/Action=(\w+)/.exec(body.toString())?.[1] ?? `${asked.headers["x-amz-target"] ?? asked.url}`);
      const { method = "GET", headers } = asked;
      const passed = request(`${url}${asked.url}`, { method, headers }, (got) => {
        answer.writeHead(got.statusCode ?? 500, got.headers);
        got.pipe(answer);
      });
      passed.end(body);
    });
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  return server;
}

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
async function read(
  stream: AsyncIterable<{ ok: true; value: CheckPiece } | { ok: false; problem: Problem }>,
) {
  const pieces: CheckPiece[] = [];
  for await (const piece of stream) {
    if (!piece.ok) throw new Error(piece.problem.sentence);
    pieces.push(piece.value);
  }
  return pieces;
}
const start = (only?: string[]) =>
  checkConnection(planId, { proof, regions: false, ...(only ? { only } : {}) });
const check = async (...names: string[]) =>
  (await read(await start(names.length > 0 ? names : undefined))).flatMap((piece) =>
    piece.is === "permission" ? [piece.verdict] : [],
  );

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
    const stopped = await start();
    for (let denied = false; !denied; ) {
      const { value, done } = await stopped.next();
      if (done) throw new Error("nothing was denied");
      denied = value.ok && value.value.is === "permission" && value.value.verdict.status === "fail";
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

describe("a check of the connection", () => {
  it("signs in once, and says everything in one answer", async () => {
    seen.length = 0;
    const pieces = await read(await checkConnection(planId, { proof, regions: true }));
    expect(seen.filter((action) => action === "GetCallerIdentity")).toHaveLength(1);
    expect(seen.length).toBeGreaterThan(30);
    expect(pieces[0]).toMatchObject({ is: "signed-in", verdicts: [{ id: "sign-in", status: "pass" }] });
    expect(pieces.at(-1)).toMatchObject({ is: "regions", verdict: { id: "regions", status: "pass" } });
    expect(Object.keys(await results())).toEqual(
      expect.arrayContaining(["sign-in", "regions", "permissions"]),
    );
  });

  it("asks for another signature where the browser's clock is off, before anything is sent", async () => {
    const now = new Date();
    const pki = await makePilotPki({ commonName: "ckm", days: 2, keyType: "P-256", now });
    const arn = (rest: string) => `arn:aws:${rest}/11111111-2222-4333-8444-555555555555`;
    const parts = {
      trustAnchorArn: arn("rolesanywhere:eu-west-1:111122223333:trust-anchor"),
      profileArn: arn("rolesanywhere:eu-west-1:111122223333:profile"),
      roleArn: "arn:aws:iam::111122223333:role/cckm",
      certificate: pki.clientPem,
      chain: "",
    };
    const yesterday = new Date(now.getTime() - 86_400_000);
    const signed = await makeProof({ privateKey: { pem: pki.clientKeyPem } }, parts, yesterday);
    if (isProblem(signed)) throw new Error(signed.sentence);
    expect(await read(await checkConnection(planId, { proof: signed, regions: true }))).toEqual([
      { is: "clock", now: expect.any(Date) },
    ]);
  });
});
