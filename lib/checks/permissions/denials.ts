import type { Verdict } from "@/lib/verdict";
import type { PolicyLayerName } from "../ways/layers";

/**
 * How AWS's "not authorized" sentence ends tells which policy said no, and so who can mend it. In the order in which
 * they are tested; matched by prefix, since newer sentences go on with the policy's ARN.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
 */
export interface DenialCause {
  id: string;
  ending: RegExp;
  /** Which policy said no, as the end of "denied by …". */
  by: string;
  /** One sentence: what to do. */
  remedy: string;
  /** Who can do it. */
  who: string;
  /** True where adding the missing statement to the connection's policy mends it. */
  statementHelps: boolean;
  /** The kind of policy, where the sentence names it: what other ways of checking see of it. */
  layer?: PolicyLayerName | undefined;
  /** How to open a region that it closes; left out where it has nothing to do with regions. */
  inRegion?: ((region: string) => string) | undefined;
}

const IAM_ADMIN = "An IAM administrator of this account.";
const ORGANISATION =
  "An administrator of the AWS organization (management account or delegated administrator).";

export const denialCauses: readonly DenialCause[] = [
  {
    id: "service-control-policy",
    ending: /explicit deny in a service control policy|because no service control policy allows/i,
    by: "a service control policy of the organization",
    remedy:
      "Change the organization's policy to allow the action for this account and region; a change in IAM cannot help.",
    who: ORGANISATION,
    statementHelps: false,
    layer: "organization",
    inRegion: (region) =>
      `Change the organization's policy to allow ${region} for this account, or do without the region; a change in IAM cannot help.`,
  },
  {
    id: "resource-control-policy",
    ending: /explicit deny in a resource control policy|because no resource control policy allows/i,
    by: "a resource control policy of the organization",
    remedy:
      "Change the organization's resource control policy to allow the action; a change in IAM cannot help.",
    who: ORGANISATION,
    statementHelps: false,
    layer: "resources",
    inRegion: (region) =>
      `Change the organization's resource control policy to allow ${region}, or do without the region; a change in IAM cannot help.`,
  },
  {
    id: "permissions-boundary",
    ending: /because no permissions boundary allows|explicit deny in a permissions boundary/i,
    by: "the permissions boundary of the role or user",
    remedy:
      "Add the action to the permissions boundary, or remove the boundary; the policy itself may be right.",
    who: IAM_ADMIN,
    statementHelps: false,
    layer: "boundary",
    inRegion: (region) =>
      `Add ${region} to the aws:RequestedRegion condition of the permissions boundary, or do without the region.`,
  },
  {
    id: "session-policy",
    ending: /because no session policy allows|explicit deny in a sessions? policy/i,
    by: "a session policy, for Roles Anywhere the policies of the profile",
    remedy:
      "Add the action to the profile's session policy or managed policies, then sign in again: they are fixed when the session is made.",
    who: "An IAM Roles Anywhere administrator of this account.",
    statementHelps: false,
    layer: "session",
    inRegion: (region) =>
      `Add ${region} to the aws:RequestedRegion condition of the profile's session policy, then sign in again, or do without the region.`,
  },
  {
    id: "vpc-endpoint-policy",
    ending: /because no VPC endpoint policy allows|explicit deny in a VPC endpoint policy/i,
    by: "the policy of the VPC endpoint that the call went through",
    remedy: "Change the endpoint's policy to allow the action. From another network the answer may differ.",
    who: "The administrator of the network from which this server, or CipherTrust, calls AWS.",
    statementHelps: false,
    layer: "endpoint",
  },
  {
    id: "identity-explicit-deny",
    ending: /explicit deny in an identity-based policy/i,
    by: "an explicit Deny in a policy of the role or user",
    remedy: "Remove the Deny, or take the action out of it: a Deny overrides every Allow.",
    who: IAM_ADMIN,
    statementHelps: false,
    layer: "identity",
    inRegion: (region) =>
      `Take ${region} out of the Deny's aws:RequestedRegion condition, or do without the region: a Deny overrides every Allow.`,
  },
  {
    id: "identity-not-allowed",
    ending: /because no identity-based policy allows/i,
    by: "the lack of an Allow in the policies of the role or user",
    remedy: "Add the statement to the policy of the connection.",
    who: IAM_ADMIN,
    statementHelps: true,
    layer: "identity",
    inRegion: (region) =>
      `Add ${region} to the aws:RequestedRegion condition of the connection's policy, or do without the region.`,
  },
  {
    id: "resource-policy",
    ending: /because no resource-based policy allows|explicit deny in a resource-based policy/i,
    by: "a key policy",
    remedy: "Change the key's own policy to let IAM decide, or name the role or user in it.",
    who: "The administrator of that key.",
    statementHelps: false,
  },
  {
    id: "role-trust-policy",
    ending: /because no role trust policy allows/i,
    by: "the trust policy of the role",
    remedy: "Name the caller in the role's trust policy.",
    who: IAM_ADMIN,
    statementHelps: false,
  },
  {
    id: "unnamed-explicit-deny",
    ending: /with an explicit deny/i,
    by: "an explicit Deny; AWS did not say in which policy",
    remedy: "Look for a Deny in the role's policies, its boundary and the organization's policies.",
    who: IAM_ADMIN,
    statementHelps: false,
  },
];

/** A denial that does not say which policy it comes from: most often the missing Allow. */
export const undetailedDenial: DenialCause = {
  id: "undetailed",
  ending: /$/,
  by: "AWS, which did not say by which policy",
  remedy:
    "Add the statement to the policy of the connection, and look for a Deny or a boundary if that does not help.",
  who: IAM_ADMIN,
  statementHelps: true,
};

/** Which policy said no, by the ending of AWS's sentence. */
export function causeOfDenial(message: string): DenialCause {
  return denialCauses.find(({ ending }) => ending.test(message)) ?? undetailedDenial;
}

/** The cause whose id a verdict carries as its reason. */
export function causeWithId(id: string | undefined): DenialCause {
  return denialCauses.find((cause) => cause.id === id) ?? undetailedDenial;
}

/** True for a denial that adding the missing statement to the connection's policy mends. */
export function statementMends({ status, evidence }: Verdict): boolean {
  return status === "fail" && evidence.reason !== undefined && causeWithId(evidence.reason).statementHelps;
}

/** The action that the sentence names, when it names one: a denial may be of another action than the one called. */
export function actionOfDenial(message: string): string | undefined {
  return /not authorized to perform:? +([\w-]+:\w+)/i.exec(message)?.[1];
}

/**
 * The sentence with which KMS tells neither a missing key from a forbidden one. For an own key that does not exist it
 * cannot be read as a denial by IAM.
 */
export function hidesExistence(message: string): boolean {
  return /resource does not exist in this region, no resource-based policies allow/i.test(message);
}
