import { regionalActions, regionsDataSchema } from "@/lib/checks";
import { policyScope } from "@/lib/exports";
import { actionsInForce } from "@/lib/permissions";
import { type Plan, type ResultId, type Results, resultNow } from "@/lib/plan";
import type { RegionsCardProps } from "./regions-card";

/** What is known of the account's regions; undefined while the connection has not listed them for these answers. */
export function regionsOf(
  plan: Plan,
  results: Results,
): Omit<RegionsCardProps, "planId" | "parts"> | undefined {
  const old = (id: ResultId) => resultNow(id, { plan, results }).stale;
  const listed = regionsDataSchema.safeParse(results.regions?.data);
  if (!listed.success || listed.data.regions.length === 0 || old("regions")) return undefined;
  const { region, sets } = plan.document.start;
  return {
    home: region,
    planned: policyScope(plan.document).narrowing?.regions ?? [],
    regions: [...listed.data.regions].sort(
      (a, b) => Number(b.name === region) - Number(a.name === region) || (a.name < b.name ? -1 : 1),
    ),
    kept: {
      reach: results["region-reach"]?.verdicts ?? [],
      permissions: results["region-permissions"]?.verdicts ?? [],
    },
    stale: { reach: old("region-reach"), permissions: old("region-permissions") },
    actionCount: regionalActions(actionsInForce(sets)).length,
  };
}
