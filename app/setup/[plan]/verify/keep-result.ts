import { given } from "@/lib/given";
import "server-only";
import { basisOf, type CheckResult, type ResultId } from "@/lib/plan";
import type { PlanContext } from "@/lib/server";
import { getStore } from "@/lib/store";
import type { Verdict } from "@/lib/verdict";

/** Keeps what a check came to, with the answers that it rests on. */
export async function keepResult(
  id: ResultId,
  verdicts: readonly Verdict[],
  { plan, now }: Pick<PlanContext, "plan" | "now">,
  data?: CheckResult["data"],
): Promise<void> {
  const { results } = await getStore();
  const result = { id, verdicts: [...verdicts], basis: basisOf(id, plan.document), at: now };
  await results.save(plan.id, data === undefined ? result : { ...result, data });
}

/** How long a run took, and how long its first answer, in milliseconds. */
export function stopwatch() {
  const began = performance.now();
  const since = () => Math.round(performance.now() - began);
  let firstMs: number | undefined;
  return {
    answered: () => {
      firstMs ??= since();
    },
    read: () => ({ tookMs: since(), ...given({ firstMs }) }),
  };
}
