import { shortened } from "@/lib/bounded";
import type { Verdict } from "@/lib/verdict";
import { addresses, decide } from "./decide";
import { guide, judged } from "./judged";
import { readTrustPolicy, type TrustDocument } from "./read-trust-policy";
import { keysOf, signInContexts } from "./sign-in-context";
import { ROLES_ANYWHERE_PRINCIPAL, TRUST_ACTIONS } from "./trust-policy";
import { anchorsOf, certificatesOf, type ExpectedTrust } from "./who-else";

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
      ...anchorsOf(document, expected, now),
    }),
    judged({
      ...base,
      id: "trust-certificate",
      title: "The role is tied to the certificate",
      expected: "conditions that other certificates of this CA do not meet",
      ...certificatesOf(document, expected, now),
    }),
  ];
}

function principalsOf({ statements }: TrustDocument): string {
  const named = statements.flatMap(({ Principal }) =>
    typeof Principal === "string" ? [Principal] : Object.values(Principal).flat(),
  );
  return shortened(named.join(", "), 300) || "no principal";
}
