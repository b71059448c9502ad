import type { Verdict } from "@/lib/verdict";
import type { AwsCaller } from "../aws-caller";
import { type CheckOptions, checkPermissions } from "../permissions/check-permissions";
import { inRegion } from "./in-region";

/** IAM prefixes of what is judged once, in the home region, and why another region has no answer of its own. */
const judgedOnce: Readonly<Record<string, string>> = {
  iam: "IAM is one service for the whole partition.",
  sts: "It says who the caller is, or assumes a role; the region makes no difference.",
  ec2: "CCKM asks for the list of regions in one place.",
};

/** Those of a plan's actions that a region answers for itself. */
export function regionalActions(actions: readonly string[]): string[] {
  return [...new Set(actions)].filter((action) => !Object.hasOwn(judgedOnce, action.split(":")[0] ?? ""));
}

/**
 * Checks in one region what a plan's actions need there: the regional ones among them, by the same probes and under
 * the same rules as `checkPermissions` in the home region, which does the rest.
 */
export function checkRegion(
  aws: AwsCaller,
  region: string,
  actions: readonly string[],
  options: CheckOptions = {},
): AsyncGenerator<Verdict> {
  return checkPermissions(inRegion(aws, region), regionalActions(actions), options);
}
