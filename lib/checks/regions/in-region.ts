import type { PolicyScope } from "@/lib/permissions";
import type { Remedy } from "@/lib/verdict";
import type { AwsCaller } from "../aws-caller";

/**
 * The same caller seen from another region: every call that names no region goes there, and what is made up for a
 * run of probes (key ARNs) belongs there. IAM answers for the whole partition, wherever it is asked from.
 */
export function inRegion(aws: AwsCaller, region: string): AwsCaller {
  const { world, partition, accountId } = aws;
  return {
    ...{ world, partition, accountId, region },
    names: (where) => aws.names(where),
    call: (request) => aws.call({ region, ...request }),
  };
}

/** The id under which the verdicts on a region are kept. */
export function regionVerdictId(region: string): string {
  return `region:${region}`;
}

/** The regions that the plan limits its policy to, where this one is none of them; undefined where nothing closes it. */
export function regionsInstead({ narrowing }: PolicyScope, region: string): readonly string[] | undefined {
  const regions = narrowing?.regions ?? [];
  return regions.length > 0 && !regions.includes(region) ? regions : undefined;
}

/** For a region that is open though the plan's policy leaves it out. */
export function widerRemedy(region: string): Remedy {
  return {
    text: `Attach the policy from the step “Compose the policy” instead of the broader policy, or add ${region} to its regions.`,
    where: "An IAM administrator of this account.",
  };
}
