import { given } from "@/lib/given";
import { partitionTable } from "@/lib/partitions";
import {
  type ComposedPolicy,
  composePolicy,
  type Narrowing,
  type PolicyScope,
  serviceNamesOf,
  setIdsInForce,
} from "@/lib/permissions";
import { isPolicyTag, type PlanDocument } from "@/lib/plan";

/** The name of the managed policy that the scripts make; it lies under the same path as the role or user. */
export function policyName(document: PlanDocument): string {
  return `${document.identity.namePrefix}-policy`;
}

/** Its ARN: the other team's, or the one that the scripts make. The account stands as ACCOUNT while it is not known. */
export function policyArn(document: PlanDocument): string {
  const { partition, accountId } = document.start;
  const { rolePath } = document.identity;
  if (document.policy.madeElsewhere && document.policy.policyArn !== "") return document.policy.policyArn;
  return `arn:${partition}:iam::${accountId || "ACCOUNT"}:policy${rolePath}${policyName(document)}`;
}

/** The policy of a plan: its chosen sets, and the required ones, within the plan's limits. */
export function planPolicy(document: PlanDocument): ComposedPolicy {
  return composePolicy(setIdsInForce(document.start.sets), policyScope(document));
}

/**
 * What limits the statements of a plan. A narrowing that is not complete yet limits nothing; the home region is
 * always among the regions, since the checks of this plan are made there.
 */
export function policyScope(document: PlanDocument): PolicyScope {
  const { start, policy } = document;
  const { partition, region, accountId, assumeRoleArn } = start;
  const { narrowServiceRoles, narrowRegions, narrowTagKey, narrowTagValue } = policy;
  const services = serviceNamesOf(start.sets);
  const serviceNames = narrowServiceRoles ? services : [];
  // Only regions that the partition table knows: what else is typed stays an open answer.
  const known = narrowRegions.filter((name) => partitionTable[partition].regions.includes(name));
  const narrowing: Narrowing = {
    ...(serviceNames.length > 0 ? { serviceNames } : {}),
    ...(known.length > 0 && region !== "" ? { regions: [...new Set([region, ...known])] } : {}),
    // A wildcard or a variable in it would be one in the policy.
    ...(isPolicyTag(narrowTagKey, narrowTagValue)
      ? { tag: { key: narrowTagKey, value: narrowTagValue } }
      : {}),
  };
  return {
    partition,
    ...(/^\d{12}$/.test(accountId) ? { accountId } : {}),
    ...(region === "" ? {} : { region }),
    signIn: start.signIn === "access-key" ? "access-key" : "roles-anywhere",
    ...given({ principalArn: principalArnOf(document) }),
    ...(services.length > 0 ? { services } : {}),
    ...(assumeRoleArn === "" ? {} : { assumeRoleArn }),
    ...(Object.keys(narrowing).length > 0 ? { narrowing } : {}),
  };
}

/** Whom requests of the connection come from, as `aws:PrincipalArn` says it; undefined while nobody knows. */
function principalArnOf({ start, identity }: PlanDocument): string | undefined {
  if (start.signIn !== "access-key") return identity.roleArn || undefined;
  // A user's path is not asked for: only the name at the root path is sure to be right.
  return undefined;
}
