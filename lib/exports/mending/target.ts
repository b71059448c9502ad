import { behindLast } from "@/lib/bounded";
import type { Partition } from "@/lib/partitions";
import { actionsInForce, mendingStatements, type PolicyScope, policySizes } from "@/lib/permissions";
import { type PlanDocument, usesCertificate } from "@/lib/plan";
import { userNameOf } from "../identity/blueprint";
import { policyArn, policyScope } from "../names";

/** Where the missing permissions are to be added: the plan's role or user. */
export interface MendingTarget {
  partition: Partition;
  accountId: string;
  region: string;
  kind: "role" | "user";
  /** Name of the role or user, without its path. */
  principal: string;
  /** Name of the inline policy of its own: it holds the added permissions and nothing else. */
  policyName: string;
  /** The managed policy of the plan, where the statement may stand instead. */
  managedPolicyArn: string;
  madeElsewhere: boolean;
  /** How the plan limits its policy: what is added keeps to it. */
  scope: PolicyScope;
  /** Every action that could be missing: the script has a place for the statement of each. */
  actions: readonly string[];
}

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
const IAM_NAME = /^[\w+=,.@-]{1,64}$/;
const POLICY_NAME = /^[\w+=,.@-]{1,128}$/;

/** The place of a plan, or undefined while the answers that name it are open or cannot be names of IAM. */
export function mendingTarget(document: PlanDocument): MendingTarget | undefined {
  const { start, identity, policy } = document;
  const kind = usesCertificate(document) ? "role" : "user";
  const principal =
    kind === "user" ? userNameOf(document) : roleNameOf(identity.roleArn, identity.namePrefix);
  const policyName = `${identity.namePrefix}-missing-permissions`;
  if (!/^\d{12}$/.test(start.accountId) || !/^[a-z0-9-]+$/.test(start.region)) return undefined;
  if (!IAM_NAME.test(principal) || !POLICY_NAME.test(policyName)) return undefined;
  return {
    partition: start.partition,
    accountId: start.accountId,
    region: start.region,
    kind,
    principal,
    policyName,
    managedPolicyArn: policyArn(document),
    madeElsewhere: policy.madeElsewhere,
    scope: policyScope(document),
    actions: actionsInForce(start.sets),
  };
}

/** The role that was pasted may be another than the scripts make; its name ends the ARN, behind the path. */
function roleNameOf(roleArn: string, namePrefix: string): string {
  return (roleArn.includes(":role/") && behindLast(roleArn, "/")) || `${namePrefix}-role`;
}

/**
 * One sentence on the place where the statement goes, and one on the other place that serves.
 * @param actions what is missing: a user's inline policies hold few statements, and then the managed policy is named first
 */
export function mendingPlace(target: MendingTarget, actions: readonly string[] = []): string {
  const { kind, principal, accountId, policyName, managedPolicyArn, madeElsewhere } = target;
  const there = madeElsewhere ? "which another team manages" : "next to the existing statements";
  const document = { Version: "2012-10-17", Statement: mendingStatements(actions, target.scope) };
  const limit = policySizes(document).find(({ id }) => id === `inline-${kind}`);
  if (limit !== undefined && !limit.fits)
    return `Add it to the managed policy ${managedPolicyArn}, ${there}: for an inline policy of the ${kind} ${principal} of account ${accountId} it is too long (${limit.size.toLocaleString("en")} of ${limit.limit.toLocaleString("en")} characters).`;
  return `Add it to the ${kind} ${principal} of account ${accountId}, as a separate inline policy named ${policyName}; or to the managed policy ${managedPolicyArn}, ${there}.`;
}
