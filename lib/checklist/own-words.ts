import { keyVerdict } from "@/lib/certificates/public";
import { pastedDataSchema, pastedVerdict, verdictsFromDecisions } from "@/lib/checks";
import { policyScope } from "@/lib/exports";
import { type CheckResult, type Plan, type Results, resultIds, resultNow } from "@/lib/plan";
import type { Verdict } from "@/lib/verdict";
import { neededActions } from "./open";
import type { Checklist } from "./snapshot";

/**
 * Results with the wizard's words wherever a browser or a person had the say: of what is stored, only ids, statuses and
 * codes count, and the texts, remedies and links are written from the tables. So no text that came in once, through
 * whatever door, is ever shown as the wizard's. What no table knows is left out, as if it had not been checked.
 */
export function inOwnWords(results: Results, plan: Plan): Results {
  const own: Results = {};
  for (const id of resultIds) {
    const result = results[id];
    const worded = result && reworded(result, plan);
    if (worded !== undefined) own[id] = worded;
  }
  return own;
}

function reworded(result: CheckResult, plan: Plan): CheckResult | undefined {
  const verdicts =
    (result.id === "permissions-pasted" ? fromDecisions(result, plan) : undefined) ??
    result.verdicts.flatMap((verdict) => wordedVerdict(verdict, result.id, plan.world) ?? []);
  return verdicts.length === 0 && result.verdicts.length > 0 ? undefined : { ...result, verdicts };
}

/** In full where the decisions were kept and the plan is still the one that they were asked for. */
function fromDecisions(result: CheckResult, plan: Plan): Verdict[] | undefined {
  const { data } = pastedDataSchema.safeParse(result.data);
  if (data?.decisions === undefined || resultNow(result.id, { plan, results: { [result.id]: result } }).stale)
    return undefined;
  return verdictsFromDecisions(data.decisions, neededActions(plan), {
    kind: "pasted",
    principal: data.principal ?? "",
    now: result.at,
    world: plan.world,
    scope: policyScope(plan.document),
    region: plan.document.start.region,
  });
}

const settled: ReadonlyMap<string, string> = new Map([
  ["pass", "matched"],
  ["fail", "not-matched"],
]);

/** Which kinds a result may hold: the server's own pass as they are. */
function wordedVerdict(verdict: Verdict, of: string, world: Plan["world"]): Verdict | undefined {
  const { id, evidence } = verdict;
  if (of === "private-key") {
    const worded =
      keyVerdict({ id, reason: evidence.reason ?? "" }, evidence.at) ??
      // An earlier version kept no code.
      keyVerdict({ id, reason: settled.get(verdict.status) ?? "" }, evidence.at);
    return worded && { ...worded, evidence: { ...worded.evidence, world } };
  }
  if (of === "permissions-pasted") return pastedVerdict(verdict, world);
  return evidence.kind === "browser" || evidence.kind === "pasted" ? undefined : verdict;
}

/**
 * A snapshot as it may be shown. One that was made before the server wrote all words says in what a browser or a person
 * had the say only what was settled.
 */
export function snapshotInOwnWords(checklist: Checklist): Checklist {
  if (checklist.ownWords) return checklist;
  const checks = checklist.checks.map((check) => ({
    ...check,
    verdicts: check.verdicts.flatMap((verdict) => {
      const { kind } = verdict.evidence;
      if (kind !== "browser" && kind !== "pasted") return [verdict];
      return kind === "pasted" ? (pastedVerdict(verdict, checklist.world) ?? []) : [];
    }),
  }));
  return { ...checklist, checks };
}
