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

/** What mends a denial that holds in one region and not in the home region, by the cause's id. */
const regionRemedies: Readonly<Record<string, (region: string) => string>> = {
  "service-control-policy": (region) =>
    `Have the organization's policy allow ${region} for this account, or do without the region; a change in IAM cannot help.`,
  "resource-control-policy": (region) =>
    `Have the organization's resource control policy allow ${region}, or do without the region; a change in IAM cannot help.`,
  "permissions-boundary": (region) =>
    `Add ${region} to the aws:RequestedRegion condition of the permissions boundary, or do without the region.`,
  "session-policy": (region) =>
    `Add ${region} to the aws:RequestedRegion condition of the profile's session policy, then sign in again, or do without the region.`,
  "identity-explicit-deny": (region) =>
    `Take ${region} out of the Deny's aws:RequestedRegion condition, or do without the region: a Deny wins over every Allow.`,
  "identity-not-allowed": (region) =>
    `Add ${region} to the aws:RequestedRegion condition of the connection's policy, or do without the region.`,
};

/** The regions that the plan limits its policy to, where this one is none of them; undefined where nothing closes it. */
export function regionsInstead({ narrowing }: PolicyScope, region: string): readonly string[] | undefined {
  const regions = narrowing?.regions ?? [];
  return regions.length > 0 && !regions.includes(region) ? regions : undefined;
}

/** For a region that is open though the plan's policy leaves it out. */
export function widerRemedy(region: string): Remedy {
  return {
    text: `Attach the policy of step Policy in the place of the wider one, or add ${region} to its regions.`,
    where: "Whoever manages IAM in this account.",
  };
}

/** How to open a region that a policy closes; undefined where the cause has nothing to do with regions. */
export function regionRemedy(causeId: string, region: string): string | undefined {
  return regionRemedies[causeId]?.(region);
}
