import type { VerdictStatus } from "@/lib/verdict";
import { ROLES_ANYWHERE_PRINCIPAL, TRUST_ACTIONS } from "./trust-policy";
import { conditionsOn, covers, type TrustStatement } from "./trust-statements";

export interface ExpectedTrust {
  trustAnchorArn: string;
  /** The certificate's subject fields, as Roles Anywhere maps them: { CN: "ckm-prod", O: "Corp" }. */
  subject?: Readonly<Record<string, string>> | undefined;
}

interface Finding {
  status: VerdictStatus;
  found: string;
  mend?: string | undefined;
}

interface TrustRule {
  id: string;
  title: string;
  expected: string;
  judge(ours: readonly TrustStatement[], all: readonly TrustStatement[], expected: ExpectedTrust): Finding;
}

const nothing: Finding = { status: "pass", found: "no such condition" };

/** The judgements, one a row. https://docs.aws.amazon.com/rolesanywhere/latest/userguide/trust-model.html */
export const trustRules: readonly TrustRule[] = [
  {
    id: "trust-principal",
    title: "The role trusts Roles Anywhere",
    expected: `principal ${ROLES_ANYWHERE_PRINCIPAL} in every partition`,
    judge: (ours, all) => {
      if (ours.length > 0) return { status: "pass", found: ROLES_ANYWHERE_PRINCIPAL };
      const named = all.flatMap(({ services, others }) => [...services, ...others]);
      return {
        status: "fail",
        found: named.length === 0 ? "no principal" : named.join(", "),
        mend: `Name the service ${ROLES_ANYWHERE_PRINCIPAL} as principal.`,
      };
    },
  },
  {
    id: "trust-actions",
    title: "The three STS actions are allowed",
    expected: TRUST_ACTIONS.join(", "),
    judge: (ours) => {
      const patterns = ours.flatMap(({ actions }) => actions);
      const missing = TRUST_ACTIONS.filter((action) => !patterns.some((pattern) => covers(pattern, action)));
      return missing.length === 0
        ? { status: "pass", found: patterns.join(", ") }
        : {
            status: "fail",
            found: `missing: ${missing.join(", ")}`,
            mend: `Allow ${missing.join(" and ")} as well; otherwise AWS answers "Unable to assume role".`,
          };
    },
  },
  {
    id: "trust-source-arn",
    title: "The role is tied to this trust anchor",
    expected: "aws:SourceArn equals the trust anchor's ARN",
    judge: judgeSourceArn,
  },
  {
    id: "trust-subject",
    title: "Conditions on the certificate's subject",
    expected: "none, or exactly the certificate's own values",
    judge: (ours, _, { subject }) => {
      const asked = conditionsOn(ours, /^aws:PrincipalTag\/x509Subject\//i).filter(({ operator }) =>
        operator.startsWith("StringEquals"),
      );
      if (asked.length === 0) return nothing;
      if (subject === undefined)
        return { status: "unknown", found: "a condition, and no certificate to compare it with" };
      const wrong = asked.filter(({ key, values }) => !values.includes(subject[fieldOf(key)] ?? ""));
      return wrong.length === 0
        ? {
            status: "pass",
            found: asked.map(({ key, values }) => `${key} = ${values.join(" or ")}`).join("; "),
          }
        : {
            status: "fail",
            found: wrong
              .map(
                ({ key, values }) =>
                  `${key} is ${values.join(" or ")}; the certificate has ${subject[fieldOf(key)] ?? "no such field"}`,
              )
              .join("; "),
            mend: "Use the certificate's value; upper and lower case matter.",
          };
    },
  },
  {
    id: "trust-source-identity",
    title: "Condition on the source identity",
    expected: "none, or CN=… as Roles Anywhere sets it",
    judge: (ours, _, { subject }) => {
      const values = conditionsOn(ours, /^sts:SourceIdentity$/i).flatMap((condition) => condition.values);
      if (values.length === 0) return nothing;
      const name = subject?.CN;
      if (name === undefined) return { status: "unknown", found: values.join(", ") };
      // Up to 61 characters get the prefix; longer ones would pass STS's limit of 64 with it.
      const set = name.length <= 61 ? `CN=${name}` : name;
      return values.includes(set)
        ? { status: "pass", found: set }
        : {
            status: "fail",
            found: `${values.join(", ")}; Roles Anywhere sets ${set}`,
            mend: `Compare with "${set}".`,
          };
    },
  },
  {
    id: "trust-external-id",
    title: "Condition on an external id",
    expected: "none: Roles Anywhere sends no external id",
    judge: (ours) =>
      conditionsOn(ours, /^sts:ExternalId$/i).length === 0
        ? nothing
        : { status: "fail", found: "sts:ExternalId", mend: "Remove the condition on sts:ExternalId." },
  },
  {
    id: "trust-circumstances",
    title: "Conditions on network, MFA or session name",
    expected: "none: the call to STS comes from the service",
    judge: (ours) => {
      const asked = conditionsOn(ours, /^(aws:SourceIp|aws:MultiFactorAuth\w+|sts:RoleSessionName)$/i);
      return asked.length === 0
        ? nothing
        : {
            status: "warn",
            found: asked.map(({ key }) => key).join(", "),
            mend: "Remove it: the address is AWS's own, there is no MFA, and the session is named after the certificate's serial number.",
          };
    },
  },
  {
    id: "trust-deny",
    title: "Deny statements",
    expected: "none",
    judge: (_, all) =>
      all.some(({ effect }) => effect === "Deny")
        ? {
            status: "warn",
            found: "a Deny, which is not checked here",
            mend: "Make sure that it does not apply to Roles Anywhere.",
          }
        : { status: "pass", found: "none" },
  },
];

function judgeSourceArn(
  ours: readonly TrustStatement[],
  _all: readonly TrustStatement[],
  { trustAnchorArn }: ExpectedTrust,
): Finding {
  // Without the condition in one of the statements, that statement lets any anchor pass.
  const assuming = ours.filter(({ actions }) => actions.some((pattern) => covers(pattern, "sts:AssumeRole")));
  const values = conditionsOn(assuming, /^aws:SourceArn$/i).flatMap((condition) => condition.values);
  if (values.length === 0) {
    const account = conditionsOn(assuming, /^aws:SourceAccount$/i).length > 0;
    return {
      status: "warn",
      found: account ? "tied to the account only (aws:SourceAccount)" : "no condition on the trust anchor",
      mend: "Add ArnEquals aws:SourceArn: as it is, a certificate of any trust anchor of the account can assume the role.",
    };
  }
  if (values.includes(trustAnchorArn)) return { status: "pass", found: trustAnchorArn };
  if (values.some((value) => /[*?]/.test(value) && covers(value, trustAnchorArn)))
    return {
      status: "warn",
      found: values.join(", "),
      mend: `Name the one anchor instead of a pattern: ${trustAnchorArn}.`,
    };
  return { status: "fail", found: values.join(", "), mend: `Set aws:SourceArn to ${trustAnchorArn}.` };
}

function fieldOf(key: string): string {
  return key.slice(key.lastIndexOf("/") + 1);
}
