import { type ComposedPolicy, composePolicy, setIdsInForce } from "@/lib/permissions";
import type { PlanDocument } from "@/lib/plan";

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

/** The policy of a plan: its chosen sets, and the required ones. */
export function planPolicy(document: PlanDocument): ComposedPolicy {
  const { sets, partition, assumeRoleArn } = document.start;
  return composePolicy(setIdsInForce(sets), {
    partition,
    ...(assumeRoleArn === "" ? {} : { assumeRoleArn }),
  });
}
