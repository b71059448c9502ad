import { given } from "@/lib/given";
import { partitionTable } from "@/lib/partitions";
import type { Circumstances, PolicyScope } from "./statement-limits";

type Context = Circumstances["context"];

/**
 * What the wizard knows of every request of a connection, whatever its policies say: CCKM calls AWS itself, over TLS,
 * with no person and so no MFA behind it. More than one context where AWS does not document which of them a session
 * has; a decision counts when all of them agree on it.
 *
 * An empty list: surely absent from the request. Keys not named are open.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html (aws:MultiFactorAuthPresent
 * is absent for long-term keys, and false or absent for temporary credentials that were got without MFA).
 */
export function knownContexts(action: string, scope: PolicyScope): readonly Context[] {
  const region = requestedRegion(action, scope);
  const context: Context = {
    "aws:SecureTransport": ["true"],
    "aws:PrincipalIsAWSService": ["false"],
    "aws:ViaAWSService": ["false"],
    "aws:MultiFactorAuthAge": [],
    ...given({ "aws:RequestedRegion": listed(region) }),
    ...principalContext(action, scope),
  };
  const absent: Context = { ...context, [MFA]: [] };
  return isLongTerm(action, scope) ? [absent] : [absent, { ...context, [MFA]: ["false"] }];
}

const listed = (value: string | undefined) => (value === undefined ? undefined : [value]);

const MFA = "aws:MultiFactorAuthPresent";

/** The same request by somebody who has just signed in with MFA: what is denied only without it. */
export function withMfa(context: Context): Context {
  return { ...context, [MFA]: ["true"], "aws:MultiFactorAuthAge": ["0"] };
}

/** Whether the request is signed with the access key of an IAM user itself. */
function isLongTerm(action: string, { signIn, assumeRoleArn }: PolicyScope): boolean {
  return signIn === "access-key" && (assumeRoleArn === undefined || action === "sts:AssumeRole");
}

/** Who asks. Behind an assumed role that is a role whose ARN the request's account settles: it is left open. */
function principalContext(action: string, scope: PolicyScope): Context {
  const { signIn, accountId, principalArn, assumeRoleArn } = scope;
  if (signIn === undefined || (assumeRoleArn !== undefined && action !== "sts:AssumeRole")) return {};
  return {
    "aws:PrincipalType": [signIn === "access-key" ? "User" : "AssumedRole"],
    ...given({ "aws:PrincipalAccount": listed(accountId) }),
    ...given({ "aws:PrincipalArn": listed(principalArn) }),
  };
}

/** The region whose endpoint is called: the plan's home region, for IAM the one from which it answers. */
export function requestedRegion(
  action: string,
  { partition = "aws", region }: PolicyScope,
): string | undefined {
  if (action.startsWith("iam:")) return partitionTable[partition].iamRegion;
  return region;
}
