import type { Verdict } from "@/lib/checks";
import { isStale, type Plan, type ResultId, type Results } from "@/lib/plan";

/** What can settle a permission, the strongest first: what AWS did, what it says it would do, what somebody pasted. */
export const settlingResults = [
  "permissions",
  "permissions-simulated",
  "permissions-pasted",
] as const satisfies readonly ResultId[];

export interface SettledPermission {
  action: string;
  /** The verdict that decides; the probe's when none does; undefined when the action was never checked. */
  verdict?: Verdict;
}

/**
 * One verdict for each action: the strongest that says yes or no. A probe that could not tell gives way to the
 * simulator's answer, or to a pasted one; a result that rests on other answers counts for nothing.
 */
export function settlePermissions(
  actions: readonly string[],
  plan: Pick<Plan, "document">,
  results: Results,
): SettledPermission[] {
  const layers = settlingResults.map((id) => {
    const result = results[id];
    const fresh = result !== undefined && !isStale(result, plan) ? result.verdicts : [];
    return new Map(fresh.map((verdict) => [verdict.id, verdict]));
  });
  return actions.map((action) => {
    const found = layers.flatMap((layer) => layer.get(action) ?? []);
    const verdict =
      found.find(({ status }) => status === "pass" || status === "fail" || status === "warn") ?? found[0];
    return verdict === undefined ? { action } : { action, verdict };
  });
}
