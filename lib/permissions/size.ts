import type { PolicyDocument } from "./policy";

const QUOTAS = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html";

/**
 * How long a policy may be, in characters without white space. Inline limits are for all inline policies of the
 * user or role together. Source: IAM and STS quotas, "IAM and STS character limits".
 */
export const policySizeLimits = [
  { id: "managed", title: "Managed policy", limit: 6144, source: QUOTAS },
  { id: "inline-user", title: "Inline policies of a user, together", limit: 2048, source: QUOTAS },
  { id: "inline-role", title: "Inline policies of a role, together", limit: 10240, source: QUOTAS },
] as const;

/** Characters that AWS counts: all but white space. */
export function policySize(document: PolicyDocument): number {
  return JSON.stringify(document).replace(/\s/g, "").length;
}

/** The policy's size against each limit. */
export function policySizes(
  document: PolicyDocument,
): { id: string; title: string; limit: number; size: number; fits: boolean; source: string }[] {
  const size = policySize(document);
  return policySizeLimits.map((row) => ({ ...row, size, fits: size <= row.limit }));
}
