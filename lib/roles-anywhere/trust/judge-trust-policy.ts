import { shortened } from "@/lib/bounded";
import type { Verdict, VerdictStatus } from "@/lib/verdict";
import { addresses, decide } from "./decide";
import { guide, judged } from "./judged";
import { readTrustPolicy, type TrustDocument } from "./read-trust-policy";
import { type CertificateInSession, keysOf, signInContexts } from "./sign-in-context";
import { ROLES_ANYWHERE_PRINCIPAL, TRUST_ACTIONS } from "./trust-policy";

export interface ExpectedTrust {
  trustAnchorArn: string;
  /** What Roles Anywhere makes of the plan's certificate; without it, conditions on its fields stay open. */
  certificate?: CertificateInSession | undefined;
  /** Where the text has several roles. */
  roleName?: string | undefined;
}

/**
 * Judges a role's trust policy (text as pasted, or an object): do its statements surely let Roles Anywhere assume the
 * role, tag the session and set its source identity, for this trust anchor and this certificate? Evaluated as IAM
 * does, Deny included; what rests on things that nobody here knows is `unknown`, with the condition.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 * @returns one verdict a question, or a single failing one where IAM would refuse the text
 */
export function judgeTrustPolicy(
  policy: unknown,
  expected: ExpectedTrust,
  options: { now?: Date | undefined } = {},
): Verdict[] {
  const now = options.now ?? new Date();
  const base = { lookedAt: "The role's trust policy", now, source: guide.trustModel };
  const document = readTrustPolicy(policy, expected.roleName);
  if (typeof document === "string")
    return [
      judged({
        ...base,
        id: "trust-readable",
        title: "The trust policy can be read",
        status: "fail",
        expected: "a policy document that IAM accepts as a trust policy",
        found: `not one: ${document}`,
        remedy: {
          text: "Paste the JSON of the role's trust relationship, or the output of aws iam get-role.",
        },
      }),
    ];
  const contexts = signInContexts({ ...expected, asked: keysOf(document) }, now);
  const speaking = document.statements.some(
    (statement) => statement.Effect === "Allow" && addresses(statement) !== false,
  );
  const actions = TRUST_ACTIONS.map((action) => ({ action, ...decide(document, action, contexts) }));
  const worst = (["fail", "unknown"] as const).find((status) => actions.some((one) => one.status === status));
  const width = widthOf(document, expected, now);
  return [
    judged({
      ...base,
      id: "trust-principal",
      title: "The role trusts Roles Anywhere",
      expected: `principal ${ROLES_ANYWHERE_PRINCIPAL} in every partition`,
      status: speaking ? "pass" : "fail",
      found: speaking ? ROLES_ANYWHERE_PRINCIPAL : principalsOf(document),
      remedy: { text: `Name the service ${ROLES_ANYWHERE_PRINCIPAL} as principal.` },
    }),
    judged({
      ...base,
      id: "trust-actions",
      title: "The role can be used with this anchor and certificate",
      expected: `${TRUST_ACTIONS.join(", ")} surely allowed`,
      status: worst ?? "pass",
      found:
        worst === undefined
          ? "All three actions are allowed."
          : actions
              .filter(({ status }) => status !== "pass")
              .map(({ action, found }) => `${action}: ${found}`)
              .join(" "),
      remedy: {
        text:
          worst === "unknown"
            ? "Remove the condition that is named, or check the connection: AWS's answer decides."
            : "Use the trust policy of the step “Create the identity”, or change the statement that is named. Otherwise AWS answers “Unable to assume role”.",
      },
    }),
    judged({
      ...base,
      id: "trust-width",
      title: "The role is tied to this trust anchor",
      expected: "aws:SourceArn equals the trust anchor's ARN",
      ...width,
    }),
  ];
}

function principalsOf({ statements }: TrustDocument): string {
  const named = statements.flatMap(({ Principal }) =>
    typeof Principal === "string" ? [Principal] : Object.values(Principal).flat(),
  );
  return shortened(named.join(", "), 300) || "no principal";
}

/** Who else could use the role: with another anchor of the account, and with another certificate of this one. */
function widthOf(
  document: TrustDocument,
  { trustAnchorArn }: ExpectedTrust,
  now: Date,
): { status: VerdictStatus; found: string; remedy?: { text: string } } {
  if (trustAnchorArn === "")
    return { status: "unknown", found: "The trust anchor's ARN is not given yet: nothing to compare with." };
  const elsewhere = `${trustAnchorArn.slice(0, trustAnchorArn.lastIndexOf("/") + 1)}ffffffff-ffff-4fff-8fff-ffffffffffff`;
  const statusWith = (arn: string) =>
    decide(document, "sts:AssumeRole", signInContexts({ trustAnchorArn: arn, asked: keysOf(document) }, now))
      .status;
  const anchors = statusWith(elsewhere);
  const mend = { text: `Add ArnEquals aws:SourceArn ${trustAnchorArn} to each statement that lacks it.` };
  if (anchors === "pass")
    return {
      status: "warn",
      found:
        "A certificate of any trust anchor of the account can use the role: any certificate, any anchor.",
      remedy: mend,
    };
  if (anchors === "unknown")
    return {
      status: "warn",
      found:
        "A certificate of another trust anchor of the account can use the role if it meets the conditions.",
      remedy: mend,
    };
  return {
    status: "pass",
    found:
      statusWith(trustAnchorArn) === "pass"
        ? "Tied to this anchor; any certificate of this CA can use the role."
        : "Tied to this anchor, and to conditions on the certificate or the request.",
  };
}
