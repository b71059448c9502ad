import { expect, it, vi } from "vitest";
import { makePilotPki } from "@/lib/certificates/keys";
import { policyScope } from "@/lib/exports";
import { composePolicy } from "@/lib/permissions";
import { emptyPlanDocument, type Plan } from "@/lib/plan";
import { runTask } from "./run-task";
import { performTask, type TaskInput, type TaskName } from "./tasks";

const now = new Date("2026-11-26T12:00:00Z");
const later = new Date("2026-12-26T12:00:00Z");
const document = emptyPlanDocument();
const caller = { visitor: { sessionHash: "somebody" } };
const plan: Plan = {
  id: "p",
  world: "aws",
  document,
  createdAt: now,
  updatedAt: now,
};

async function inputs(): Promise<{ [N in TaskName]: TaskInput<N> }> {
  const pki = await makePilotPki({ commonName: "ckm", days: 30, now });
  const policies = [JSON.stringify(composePolicy(["region-listing"]))];
  return {
    "judge-certificates": { trustAnchor: pki.trustAnchorPem, client: pki.clientPem, now },
    "read-policies": { policies, boundary: "", sets: ["region-listing"], scope: policyScope(document), now },
    "build-checklist": { plan, results: {}, steps: [], now, expiresAt: later, version: "1" },
  };
}

it("gives the answer that the pure function gives, dates and bytes included", async () => {
  const all = await inputs();
  for (const name of Object.keys(all) as TaskName[]) {
    const answer = await runTask(name, all[name], caller);
    expect(answer, name).toEqual(await performTask(name, all[name]));
  }
}, 90_000);

it("tells the visitor a reference of what went wrong, and the log its cause", async () => {
  const printed = vi.spyOn(console, "error").mockImplementation(() => {});
  // What no task would be given by an action: it throws.
  const answer = await runTask("build-checklist", undefined as never, caller);
  const line = JSON.parse(String(printed.mock.calls[0]?.[0]));
  printed.mockRestore();
  expect(answer).toMatchObject({ kind: "problem", code: "judging-failed" });
  expect(JSON.stringify(answer)).toContain(line.reference);
  expect(line).toMatchObject({ name: "build-checklist", error: { name: "TypeError" } });
});

it("gives up with its caller", async () => {
  const { "judge-certificates": input } = await inputs();
  const signal = AbortSignal.abort();
  const code = { kind: "problem", code: "not-judged" };
  expect(await runTask("judge-certificates", input, { ...caller, signal })).toMatchObject(code);
});
