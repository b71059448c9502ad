import { checkWays, type SettledAction, settlePermissions, type Way } from "@/lib/checks";
import { type Plan, type ResultId, type Results, resultNow } from "@/lib/plan";
import type { Verdict } from "@/lib/verdict";

/** The results that can settle a permission, in the order in which they count. */
export const settlingResults: readonly ResultId[] = checkWays.map(({ result }) => result);

/** What each way of checking has said. A result that rests on other answers counts for nothing. */
export function freshVerdicts(
  plan: Pick<Plan, "document">,
  results: Results,
): Partial<Record<Way, readonly Verdict[]>> {
  return Object.fromEntries(
    checkWays.map(({ id, result }) => [id, resultNow(result, { plan, results }).verdicts]),
  );
}

/** One verdict for each action, out of all that was checked. */
export function settleActions(
  actions: readonly string[],
  plan: Pick<Plan, "document">,
  results: Results,
): SettledAction[] {
  return settlePermissions(actions, freshVerdicts(plan, results));
}
