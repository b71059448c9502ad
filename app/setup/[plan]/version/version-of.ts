import type { Plan, Results } from "@/lib/plan";

/** Another text after each change of the plan and of its results. */
export function versionOf({ updatedAt }: Pick<Plan, "updatedAt">, results: Results): string {
  const checked = Object.entries(results).map(([id, result]) => `${id} ${result?.at.getTime()}`);
  return [updatedAt.getTime(), ...checked.sort()].join(", ");
}
