import { shortened } from "@/lib/bounded";
import { evaluatePolicies, type PolicyStatement } from "@/lib/permissions";
import type { Verdict, VerdictStatus } from "@/lib/verdict";
import { guide, judged } from "./judged";
import { readTrustPolicy, type TrustDocument, type TrustStatement } from "./read-trust-policy";
import { type CertificateInSession, type Context, signInContexts } from "./sign-in-context";
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

interface Decided {
  status: Extract<VerdictStatus, "pass" | "fail" | "unknown">;
  found: string;
}

/** One action, over everything that is not known to be one way only. */
function decide(
  document: TrustDocument,
  action: string,
  { now, later }: { now: readonly Context[]; later: readonly Context[] },
): Decided {
  const present = now.map((context) => decideIn(document, action, context));
  const denied = present.find(({ status }) => status === "fail");
  if (denied !== undefined && present.every(({ status }) => status === "fail")) return denied;
  const open = present.find(({ status }) => status !== "pass");
  if (open !== undefined) return { ...open, status: "unknown" };
  const ended = later
    .map((context) => decideIn(document, action, context))
    .find((one) => one.status !== "pass");
  if (ended === undefined) return { status: "pass", found: "allowed." };
  return { status: "unknown", found: `allowed now, and not at every later time. ${ended.found}` };
}

/** In one context; a statement whose principal may or may not mean services counts for and against. */
function decideIn(document: TrustDocument, action: string, context: Context): Decided {
  const sure = asked(document, action, context, (statement) => addresses(statement) === true);
  const most = asked(document, action, context, (statement) => addresses(statement) !== false);
  if (sure.decision !== most.decision)
    return {
      status: "unknown",
      found:
        "it rests on a statement for every principal (*); AWS does not say that this means its own services.",
    };
  if (sure.decision === "allowed") return { status: "pass", found: "allowed." };
  const status = sure.decision === "unknown" ? "unknown" : "fail";
  return { status, found: sure.found };
}

function asked(
  { Version, statements }: TrustDocument,
  action: string,
  context: Context,
  counts: (statement: TrustStatement) => boolean,
) {
  const counted = statements.flatMap((statement, index) => (counts(statement) ? [{ statement, index }] : []));
  const Statement = counted.map(({ statement }) => asIdentity(statement));
  const policy = { ...(Version === undefined ? {} : { Version }), Statement };
  const [answer] = counted.length === 0 ? [] : evaluatePolicies([policy], [action], { context });
  if (answer === undefined)
    return { decision: "implicitDeny" as const, found: "no statement speaks to Roles Anywhere." };
  const numberOf = (at: number) => `Statement ${(counted[at]?.index ?? at) + 1}`;
  const { decision, evidence } = answer;
  const [first] = evidence.statements;
  const reasons = counted
    .filter(({ statement }) => decision === "implicitDeny" && statement.Effect === "Allow")
    .slice(0, MOST_EXPLAINED)
    .flatMap(({ statement, index }) => unmet(statement, index, action, context, Version));
  const found =
    decision === "explicitDeny" && first !== undefined
      ? `${numberOf(first.statement)} denies it.`
      : decision === "unknown" && first !== undefined
        ? `${evidence.statements
            .filter(({ because }) => because !== undefined)
            .slice(0, 3)
            .map(({ statement, because }) => `${numberOf(statement)}: ${because}.`)
            .join(" ")}`
        : reasons.length > 0
          ? reasons.slice(0, 5).join(" ")
          : "no statement allows it.";
  return { decision, found };
}

/** Statements, and conditions of each, whose part in a denial is told. */
const MOST_EXPLAINED = 10;

/** The conditions of a statement that keep it from allowing the action: what they ask for, and what is there. */
function unmet(
  statement: TrustStatement,
  index: number,
  action: string,
  context: Context,
  Version: string | undefined,
): string[] {
  const holds = (Condition: PolicyStatement["Condition"]) => {
    const alone = { ...asIdentity(statement), Condition };
    const policy = { ...(Version === undefined ? {} : { Version }), Statement: [alone] };
    return evaluatePolicies([policy], [action], { context })[0]?.decision === "allowed";
  };
  // A statement that does not name the action has no part in it.
  if (!holds(undefined)) return [];
  return Object.entries(statement.Condition ?? {})
    .slice(0, MOST_EXPLAINED)
    .flatMap(([operator, keys]) =>
      Object.entries(keys)
        .slice(0, MOST_EXPLAINED)
        .flatMap(([key, values]) => {
          if (holds({ [operator]: { [key]: values } })) return [];
          const is = Object.entries(context).find(([name]) => name.toLowerCase() === key.toLowerCase())?.[1];
          const there =
            is === undefined ? "not known" : is.length === 0 ? "not in the request" : is.join(", ");
          const wanted = shortened([values].flat().map(String).join(" or "), 200);
          return [
            `Statement ${index + 1}: ${operator} ${shortened(key)} ${wanted}, and it is ${shortened(there, 200)}.`,
          ];
        }),
    );
}

/** Whether the statement speaks to Roles Anywhere. AWS does not say that `*` means its own services in an Allow. */
function addresses({ Principal, Effect }: TrustStatement): boolean | "maybe" {
  const everybody = Effect === "Deny" ? true : "maybe";
  if (typeof Principal === "string") return Principal === "*" ? everybody : false;
  const texts = (value: string | readonly string[] | undefined) =>
    value === undefined ? [] : [value].flat();
  if (texts(Principal.Service).includes(ROLES_ANYWHERE_PRINCIPAL)) return true;
  const starred = [...texts(Principal.Service), ...texts(Principal.AWS)].includes("*");
  return starred ? everybody : false;
}

function asIdentity({ Principal: _, ...statement }: TrustStatement): PolicyStatement {
  return { ...statement, Resource: "*" };
}

function principalsOf({ statements }: TrustDocument): string {
  const named = statements.flatMap(({ Principal }) =>
    typeof Principal === "string" ? [Principal] : Object.values(Principal).flat(),
  );
  return shortened(named.join(", "), 300) || "no principal";
}

/** Condition keys and policy variables, in lower case. */
function keysOf({ statements }: TrustDocument): Set<string> {
  const keys = new Set<string>();
  for (const { Condition = {} } of statements)
    for (const [key, values] of Object.values(Condition).flatMap((block) => Object.entries(block))) {
      keys.add(key.toLowerCase());
      for (const value of [values].flat())
        for (const [, variable = ""] of String(value).matchAll(/\$\{([^},]{1,200})/g))
          keys.add(variable.trim().toLowerCase());
    }
  return keys;
}

/** Who else could use the role: with another anchor of the account, and with another certificate of this one. */
function widthOf(
  document: TrustDocument,
  { trustAnchorArn }: ExpectedTrust,
  now: Date,
): { status: VerdictStatus; found: string; remedy?: { text: string } } {
  if (trustAnchorArn === "")
    return { status: "unknown", found: "The trust anchor's ARN is not given yet: nothing to compare with." };
  const elsewhere = trustAnchorArn.replace(/[^/]*$/, "ffffffff-ffff-4fff-8fff-ffffffffffff");
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
