import { afterAll, beforeEach, describe, expect, it, vi } from "vitest";
import { makePilotPki } from "@/lib/certificates/keys";
import { exportFormats } from "@/lib/exports";
import { isProblem } from "@/lib/problems";
import { getStore } from "@/lib/store";
import { readPlan } from "./_front/read-plan";
import { createPlan, deletePlan, renamePlan, restorePlan } from "./plan-actions";

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

beforeEach(() => cookies.clear());
afterAll(async () => (await getStore()).close());

async function plans() {
  const { hashToken } = await import("@/lib/server/capability");
  return (await getStore()).plans.list({ sessionHash: hashToken(cookies.get("wizard-session") ?? "") });
}

async function exported() {
  const [plan] = await plans();
  const format = exportFormats.find(({ id }) => id === "plan-export");
  if (plan === undefined || format === undefined) throw new Error("no plan to export");
  return format.render({ plan, now: new Date() });
}

/** The plan as the front page sends it. */
async function sent(text: string) {
  const read = await readPlan(text);
  if (isProblem(read)) throw new Error(read.sentence);
  return read.sent;
}

describe("a new plan", () => {
  it("is empty for a real account", async () => {
    expect(await createPlan({ world: "aws", signIn: "access-key" })).toMatchObject({ ok: true });
    const [plan] = await plans();
    expect(plan).toMatchObject({
      world: "aws",
      document: { start: { accountId: "", signIn: "access-key" } },
    });
  });

  it("gets a pretend account of its own in the sandbox", async () => {
    for (let n = 0; n < 5; n += 1) await createPlan({ world: "sandbox" });
    const accounts = (await plans()).map((plan) => plan.document.start.accountId);
    expect(new Set(accounts).size).toBe(5);
    for (const account of accounts) expect(account).toMatch(/^[1-9]\d{11}$/);
  });

  it("is refused in a world that there is not", async () => {
    expect(await createPlan({ world: "moon" as never })).toMatchObject({
      problem: { code: "input-refused" },
    });
  });
});

describe("an exported plan that is restored", () => {
  it("is a plan of its own; in the sandbox with another account, in its ARNs too", async () => {
    await createPlan({ world: "sandbox" });
    const [plan] = await plans();
    const account = plan?.document.start.accountId ?? "";
    const roleArn = `arn:aws:iam::${account}:role/cckm`;
    await (await getStore()).plans.saveFields(plan?.id ?? "", "identity", { roleArn }, new Date());
    expect(await restorePlan(await sent(await exported()))).toMatchObject({ ok: true });
    const all = await plans();
    expect(all).toHaveLength(2);
    const restored = all.find(({ id }) => id !== plan?.id)?.document;
    expect(restored?.start.accountId).not.toBe(account);
    expect(restored?.identity.roleArn).toBe(`arn:aws:iam::${restored?.start.accountId}:role/cckm`);
  });

  it("keeps its account when nobody has it any more", async () => {
    await createPlan({ world: "sandbox" });
    const [plan] = await plans();
    const text = await exported();
    await deletePlan(plan?.id ?? "", {});
    await restorePlan(await sent(text));
    expect((await plans()).map(({ document }) => document)).toEqual([plan?.document]);
  });

  it.each(["", "{", "[]", '{"kind":"other"}', '{"Statement":[]}', "x".repeat(600_000), "\0"])(
    "stays in the page with a sentence when it is none (%#)",
    async (text) => {
      expect(await readPlan(text)).toMatchObject({ code: expect.stringMatching(/^plan-file-/) });
    },
  );

  it("names the answers that have no form to travel in, and leaves them out", async () => {
    await createPlan({ world: "aws" });
    const text = (await exported()).replace('"roleArn": ""', '"roleArn": "arn:aws:iam"');
    const read = await readPlan(text);
    expect(read).toMatchObject({
      leftOut: [{ field: "identity.roleArn", sentence: expect.stringContaining("is not an ARN") }],
      sent: { document: { identity: { roleArn: "" } } },
    });
    expect(await restorePlan(await sent(text))).toMatchObject({ ok: true });
  });

  it.each(["trustAnchorPem", "clientPem", "chainPem"] as const)(
    "travels with certificates as the page writes them, and with nothing else in %s",
    async (field) => {
      await createPlan({ world: "aws" });
      const plan = await sent(await exported());
      const { clientPem } = await makePilotPki({
        commonName: "ckm",
        days: 2,
        keyType: "P-256",
        now: new Date(),
      });
      const given = (text: string) => {
        const document = structuredClone(plan.document);
        document.certificates[field] = text;
        return restorePlan({ ...plan, document });
      };
      expect(await given(clientPem)).toMatchObject({ ok: true });
      for (const text of [`${clientPem}\n`, ` ${clientPem}`, clientPem.trimEnd(), `note\n${clientPem}`, "x"])
        expect(await given(text)).toMatchObject({ problem: { code: "input-refused" } });
    },
  );
});

describe("a plan of the front door", () => {
  it("is renamed and deleted by its owner only", async () => {
    await createPlan({ world: "aws" });
    const [plan] = await plans();
    const id = plan?.id ?? "";
    expect(await renamePlan(id, { name: " Prod " })).toEqual({ ok: true, value: { name: "Prod" } });
    expect(await renamePlan(id, { name: "  " })).toMatchObject({
      problem: {
        code: "input-refused",
        fields: [{ field: "name", sentence: "This answer must not be empty." }],
      },
    });
    const owner = new Map(cookies);
    cookies.clear();
    expect(await deletePlan(id, {})).toMatchObject({ problem: { code: "plan-not-found" } });
    for (const [name, value] of owner) cookies.set(name, value);
    expect((await plans())[0]?.document.start.connectionName).toBe("Prod");
    expect(await deletePlan(id, {})).toMatchObject({ ok: true });
    expect(await plans()).toEqual([]);
  });
});
