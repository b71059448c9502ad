import { expect, it } from "vitest";
import { actionsInForce } from "@/lib/permissions";
import { basisOf, emptyPlanDocument, type Plan, type ResultId, type Results } from "@/lib/plan";
import type { Verdict, VerdictStatus } from "@/lib/verdict";
import { step } from "./step";

const at = new Date("2026-11-24T12:00:00Z");
const plan: Plan = { id: "p", world: "aws", document: emptyPlanDocument(), createdAt: at, updatedAt: at };
const actions = actionsInForce(plan.document.start.sets);

function judged(id: ResultId, statusOf: (action: string) => VerdictStatus): Results {
  const verdicts = actions.map(
    (action): Verdict => ({
      id: action,
      title: action,
      status: statusOf(action),
      evidence: { kind: "static", lookedAt: "x", expected: "x", found: "x", at },
    }),
  );
  return { [id]: { id, verdicts, basis: basisOf(id, plan.document), at } };
}
const oneFails = (action: string) => (action === "kms:CreateKey" ? "fail" : "pass");
const permissionsOf = (results: Results) =>
  step.readsBack({ plan, results }).find(({ term }) => term === "Permissions")?.value;

it("counts what only policies read here allow apart, and words what they do not allow as that", () => {
  const read = judged("permissions-read", oneFails);
  expect(permissionsOf(read)).toBe(`${actions.length - 1} allowed on paper, 1 denied, 0 unknown`);
  expect(step.problems({ plan, results: read })).toEqual([
    "1 permission is not allowed by the policies read here.",
  ]);
});

it("counts what a probe says as allowed and denied, whatever was read beside it", () => {
  const both = { ...judged("permissions", oneFails), ...judged("permissions-read", () => "pass") };
  expect(permissionsOf(both)).toBe(`${actions.length - 1} allowed, 1 denied, 0 unknown`);
  expect(step.problems({ plan, results: both })).toEqual(["1 permission is denied."]);
});
