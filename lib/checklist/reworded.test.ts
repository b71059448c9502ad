import { describe, expect, it } from "vitest";
import {
  type AwsAnswer,
  type AwsCall,
  beginWaiting,
  checkPermissions,
  countFlip,
  denialCauses,
  isUnconfirmed,
  joinRuns,
  nextRound,
  settlePermissions,
  statementMends,
} from "@/lib/checks";
import { deniedFor, failed, scripted, wellBehaved } from "@/lib/checks/testing/scripted";
import { seeded } from "@/lib/checks/testing/seeded";
import { basisOf, emptyPlanDocument, type Plan, type Results } from "@/lib/plan";
import type { Verdict } from "@/lib/verdict";
import { reword } from "@/lib/verdict/testing/reword";
import { buildChecklist } from ".";
import { neededActions, openItems } from "./open";

/** Decisions go by codes: the same verdicts in other words lead to the same outcome, everywhere. */
const now = new Date("2026-11-24T12:00:00Z");
const document = emptyPlanDocument();
Object.assign(document.start, { sets: ["key-management"], accountId: "111122223333", region: "eu-west-1" });
const plan: Plan = { id: "p", world: "aws", document, createdAt: now, updatedAt: now };
const actions = neededActions(plan);

const sentences = [
  "because no identity-based policy allows the action",
  "with an explicit deny in a service control policy",
  "because no permissions boundary allows the action",
  "with an explicit deny in an identity-based policy",
  "because no session policy allows the action",
  "",
];
const faults = ["throttled", "timeout", "unreachable", "service", "tls", "unrecognised"] as const;

/** A run in which every kind of answer comes up. */
async function runOf(seed: number): Promise<Verdict[]> {
  const random = seeded(seed);
  const answer = (call: AwsCall): AwsAnswer => {
    const draw = random.next();
    if (draw < 0.25) return deniedFor(`kms:${call.operation}`, random.pick(sentences));
    return draw < 0.5 ? failed(random.pick(faults), "Fault", "a fault") : wellBehaved(call);
  };
  const verdicts: Verdict[] = [];
  for await (const one of checkPermissions(scripted(answer), actions, { now: () => now })) verdicts.push(one);
  return verdicts;
}

/** Everything that is decided on two runs of verdicts, without a word. */
function outcome(before: readonly Verdict[], after: readonly Verdict[]) {
  const earlier = new Map(before.map((verdict) => [verdict.id, verdict]));
  const flipped = after.map((verdict) => countFlip(earlier.get(verdict.id), verdict));
  const joined = joinRuns(before, flipped);
  const again = joined.map((verdict) => countFlip(verdict, { ...verdict, status: "pass" }));
  const settled = settlePermissions(actions, { probe: joined, pasted: before, simulated: after });
  const results: Results = {
    permissions: { id: "permissions", verdicts: joined, basis: basisOf("permissions", document), at: now },
  };
  const checklist = buildChecklist({ plan, results, steps: [], now, expiresAt: now, version: "1" });
  return {
    asked: nextRound(beginWaiting(now), joined, now),
    unconfirmed: joined.filter(isUnconfirmed).map(({ id }) => id),
    joined: joined.map(({ id, status, evidence }) => [id, status, evidence.reason]),
    again: again.map(({ status }) => status),
    mended: joined.filter(statementMends).map(({ id }) => id),
    // The words of a disagreement are the ways' own, not the verdicts'.
    settled: settled.map(({ action, way, against, disagreement }) => [action, way, against, disagreement]),
    open: openItems(plan, results).length,
    completed: checklist.completed,
    counts: checklist.byStatus,
  };
}

describe("the same verdicts in other words", () => {
  it.each(Array.from({ length: 20 }, (_, seed) => seed))("decide the same (run %i)", async (seed) => {
    const [before, after] = [await runOf(seed * 2), await runOf(seed * 2 + 1)];
    const plain = outcome(before, after);
    expect(outcome(before.map(reword), after.map(reword))).toEqual(plain);
  });

  it("come up with every kind of decision", async () => {
    const all = await Promise.all(Array.from({ length: 20 }, (_, seed) => runOf(seed)));
    const reasons = new Set(all.flat().map(({ evidence }) => evidence.reason));
    for (const reason of ["throttled", "timeout", "identity-not-allowed", "service-control-policy"])
      expect(reasons).toContain(reason);
    const decided = all.slice(1).map((after, at) => outcome(all[at] ?? [], after));
    expect(decided.some(({ asked }) => asked.next === "ask")).toBe(true);
    expect(decided.flatMap(({ mended }) => mended).length).toBeGreaterThan(0);
    expect(decided.flatMap(({ unconfirmed }) => unconfirmed).length).toBeGreaterThan(0);
    expect(decided.flatMap(({ settled }) => settled).some(([, , , words]) => words !== undefined)).toBe(true);
  });

  it("share no word with the first ones", async () => {
    const [verdict] = await runOf(1);
    if (verdict === undefined) throw new Error("a run without verdicts");
    expect(reword(verdict).evidence.found).not.toMatch(/[a-z]/i);
    expect(reword(verdict)).toMatchObject({ id: verdict.id, status: verdict.status });
    expect(denialCauses.length).toBeGreaterThan(5);
  });
});
