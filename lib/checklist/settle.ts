import { type SettledAction, settlePermissions } from "@/lib/checks";
import { isStale, type Plan, type ResultId, type Results } from "@/lib/plan";

/** The results that can settle a permission. Policies that were only read here complete nothing. */
export const settlingResults = [
  "permissions",
  "permissions-simulated",
  "permissions-pasted",
] as const satisfies readonly ResultId[];

/** One verdict for each action. A result that rests on other answers counts for nothing. */
export function settleActions(
  actions: readonly string[],
  plan: Pick<Plan, "document">,
  results: Results,
): SettledAction[] {
  const fresh = (id: ResultId) => {
    const result = results[id];
    return result !== undefined && !isStale(result, plan) ? result.verdicts : [];
  };
  return settlePermissions(actions, {
    probe: fresh("permissions"),
    simulated: fresh("permissions-simulated"),
    pasted: fresh("permissions-pasted"),
  });
}
