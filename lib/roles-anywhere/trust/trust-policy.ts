import type { Partition } from "@/lib/partitions";

/** The service that assumes the role. It has no `.cn` form: the amazonaws.cn edition of the guide names it so too. */
export const ROLES_ANYWHERE_PRINCIPAL = "rolesanywhere.amazonaws.com";

/** All three are needed: Roles Anywhere tags each session with the certificate's fields and sets its source identity. */
export const TRUST_ACTIONS = ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"] as const;

export interface TrustPolicyDocument {
  Version: "2012-10-17";
  Statement: {
    Sid: string;
    Effect: "Allow";
    Principal: { Service: string };
    Action: string[];
    Condition: Record<string, Record<string, string>>;
  }[];
}

export interface TrustPolicyRequest {
  trustAnchorArn: string;
  /** Kept for callers that have it at hand: the principal is the same in every partition. */
  partition?: Partition | undefined;
  /**
   * Ties the role to certificates that Roles Anywhere makes these session tags of, for example
   * { "x509Subject/CN": "ckm-prod" }; exact, case-sensitive.
   */
  tags?: Readonly<Record<string, string>> | undefined;
}

/**
 * The trust policy of the role, tied to one trust anchor and to what the client certificate says.
 * Without the first condition any certificate of any trust anchor of the account could assume the role.
 * https://docs.aws.amazon.com/rolesanywhere/latest/userguide/trust-model.html
 */
export function trustPolicy(request: TrustPolicyRequest): TrustPolicyDocument {
  const tags = Object.entries(request.tags ?? {}).map(([name, value]) => [`aws:PrincipalTag/${name}`, value]);
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "RolesAnywhere",
        Effect: "Allow",
        Principal: { Service: ROLES_ANYWHERE_PRINCIPAL },
        Action: [...TRUST_ACTIONS],
        Condition: {
          ArnEquals: { "aws:SourceArn": request.trustAnchorArn },
          ...(tags.length === 0 ? {} : { StringEquals: Object.fromEntries(tags) }),
        },
      },
    ],
  };
}
