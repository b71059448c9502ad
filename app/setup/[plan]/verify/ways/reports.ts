import { checkWays, pastedDataSchema, runDataSchema } from "@/lib/checks";
import { type Plan, type Results, resultNow } from "@/lib/plan";
import type { WayReports } from "./report-words";

/** The results of each way of checking, with the times that were kept beside them. */
export function reportsOf(plan: Plan, results: Results): WayReports {
  const reports: WayReports = {};
  for (const { id, result } of checkWays) {
    const { kept, stale } = resultNow(result, { plan, results });
    if (kept === undefined) continue;
    const run = runDataSchema.safeParse(kept.data);
    const pasted = pastedDataSchema.safeParse(kept.data);
    reports[id] = {
      verdicts: kept.verdicts,
      at: kept.at,
      stale,
      ...(run.success ? run.data : {}),
      ...(id === "pasted" && pasted.success ? pasted.data : {}),
    };
  }
  return reports;
}
