import { resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { z } from "zod";
import { createPlan } from "@/app/plan-actions";
import { makeProof } from "@/app/setup/[plan]/verify/connection/make-proof";
import { makePilotPki } from "@/lib/certificates/keys";
import { leaks, makeMaterial, secretForms } from "@/lib/intake/testing/secret-forms";
import { isProblem } from "@/lib/problems";
import { findSecret } from "@/lib/sent";
import { getStore } from "@/lib/store";
import { readHouse } from "@/scripts/read-imports";
import { textsOfSchema, textsOfValue } from "./testing/positions";
import { samples } from "./testing/samples";

/** Every action of the app, found by reading the tree: none takes a secret at any place of its input. */

interface Options {
  name: string;
  input: z.ZodType;
  accessKeyAt?: readonly string[];
}
type Action = (...given: unknown[]) => Promise<unknown>;

const made = vi.hoisted(() => new Map<unknown, unknown>());
vi.mock("@/lib/server", async (original) => {
  const real = await original<typeof import("@/lib/server")>();
  const noting = (make: (options: never, handler: never) => unknown) => (options: never, handler: never) => {
    const action = make(options, handler);
    made.set(action, options);
    return action;
  };
  const { planAction, planStream, visitorAction } = real;
  return {
    ...real,
    planAction: noting(planAction),
    planStream: noting(planStream),
    visitorAction: noting(visitorAction),
  };
});
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

const actions: { name: string; action: Action; options: Options; takesPlan: boolean }[] = [];
let inputs: Record<string, unknown[]> = {};
let planId = "";

beforeAll(async () => {
  for (const file of readHouse().values()) {
    if (!/^\s*["']use server["']/m.test(file.text) || !file.path.startsWith("app/")) continue;
    const exported: Record<string, unknown> = await import(/* @vite-ignore */ resolve(file.path));
    for (const [name, action] of Object.entries(exported)) {
      const options = made.get(action) as Options | undefined;
      if (typeof action !== "function" || options === undefined)
        throw new Error(`${file.path} exports ${name}, which no wrapper of lib/server has made`);
      actions.push({ name: options.name, action: action as Action, options, takesPlan: action.length === 2 });
    }
  }
  const now = new Date();
  const { clientPem, clientKeyPem } = await makePilotPki({
    commonName: "ckm",
    days: 2,
    keyType: "P-256",
    now,
  });
  const arn = (service: string, resource: string) =>
    `arn:aws:${service}:${service === "iam" ? "" : "eu-west-1"}:111122223333:${resource}`;
  const id = "1f2e3d4c-5b6a-4789-90ab-cdef01234567";
  const proof = await makeProof(
    { privateKey: { pem: clientKeyPem } },
    {
      trustAnchorArn: arn("rolesanywhere", `trust-anchor/${id}`),
      profileArn: arn("rolesanywhere", `profile/${id}`),
      roleArn: arn("iam", "role/cckm"),
      certificate: clientPem,
      chain: clientPem,
    },
    now,
  );
  if (isProblem(proof) || proof.kind !== "signed-request") throw new Error("nothing was signed");
  const { request: signedRequest, withChain: chainedRequest } = proof;
  inputs = samples({ certificate: clientPem, signedRequest, chainedRequest });
  const plan = await createPlan({ world: "aws" });
  if (!plan.ok) throw new Error(plan.problem.sentence);
  planId = plan.value.planId;
}, 120_000);
afterAll(async () => (await getStore()).close());

async function stored() {
  const { hashToken } = await import("@/lib/server/capability");
  const visitor = { sessionHash: hashToken(cookies.get("wizard-session") ?? "") };
  const store = await getStore();
  const plans = await store.plans.list(visitor);
  const results = await Promise.all(plans.map(({ id }) => store.results.all(id)));
  return JSON.stringify([plans, results]);
}

/** What an action answers, or the first piece of it. */
async function answerOf({ action, takesPlan }: (typeof actions)[number], input: unknown) {
  const answer = await (takesPlan ? action(planId, input) : action(input));
  if (typeof answer !== "object" || answer === null || !(Symbol.asyncIterator in answer)) return answer;
  for await (const piece of answer as AsyncIterable<unknown>) return piece;
  return undefined;
}

describe("every action", () => {
  it("is found, and has a sample with a text at every place of its schema", () => {
    expect(actions.length).toBeGreaterThanOrEqual(22);
    for (const { name, options } of actions) {
      const given = inputs[name] ?? [];
      expect(given.length, `samples of ${name}`).toBeGreaterThan(0);
      const texts = textsOfSchema(options.input);
      const shown = given.flatMap((input) => textsOfValue(input, texts).map(({ path }) => path));
      expect(
        texts.filter((path) => !shown.includes(path)),
        name,
      ).toEqual([]);
      for (const input of given) {
        expect(options.input.safeParse(input), name).toMatchObject({ success: true });
        // What a page sends in earnest is not taken for a secret that strayed in.
        expect(findSecret(input, options.accessKeyAt), name).toBeUndefined();
      }
    }
  });

  it("refuses a secret at every place, keeps nothing of it and logs nothing", {
    timeout: 300_000,
  }, async () => {
    const printed = (["log", "info", "warn", "error"] as const).map((level) =>
      vi.spyOn(console, level).mockImplementation(() => {}),
    );
    const before = await stored();
    const texts = secretForms(makeMaterial()).filter(({ content }) => typeof content === "string");
    const isKey = ({ as }: (typeof texts)[number]) => as[0] === "private-key";
    const taken: string[] = [];
    let calls = 0;
    for (const one of actions)
      for (const input of inputs[one.name] ?? [])
        for (const { exact, put } of textsOfValue(input, textsOfSchema(one.options.input))) {
          // Each place meets a few of the forms, and all places together meet every form.
          const forms = [0, 1, 2, 3].map((n) => texts[(calls + n * 29) % texts.length]);
          for (const form of forms) {
            // An access key's own place takes what may be one; a private key may never be there.
            if (form === undefined || (one.options.accessKeyAt?.includes(exact) && !isKey(form))) continue;
            calls += 1;
            // So many calls are no visitor's: each finds the limits as they are for the first.
            Reflect.deleteProperty(globalThis, "wizardLimits");
            const answer = await answerOf(one, put(String(form.content)));
            const code = (answer as { problem?: { code?: string } } | undefined)?.problem?.code ?? "taken";
            if (!/^input-/.test(code)) taken.push(`${one.name} ${exact}: ${form.name} (${code})`);
          }
        }
    expect(taken).toEqual([]);
    expect(calls).toBeGreaterThan(400);
    expect(await stored()).toBe(before);
    const said = JSON.stringify(printed.flatMap(({ mock }) => mock.calls));
    for (const spy of printed) spy.mockRestore();
    expect(texts.filter((form) => leaks(said, form)).map(({ name }) => name)).toEqual([]);
  });
});
