import { given } from "@/lib/given";
import { evaluatePolicies } from "@/lib/permissions";
import type { VerdictStatus } from "@/lib/verdict";
import { asIdentity, MOST_EXPLAINED, unmetConditions } from "./explain";
import type { TrustDocument, TrustStatement } from "./read-trust-policy";
import type { Context } from "./sign-in-context";
import { ROLES_ANYWHERE_PRINCIPAL } from "./trust-policy";

interface Decided {
  status: Extract<VerdictStatus, "pass" | "fail" | "unknown">;
  found: string;
}

/** Statements that are named as what leaves a question open. */
const MOST_NAMED = 3;

/** One action, over everything that is not known to be one way only. */
export function decide(
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
  const most = document.statements.some((statement) => addresses(statement) === "maybe")
    ? asked(document, action, context, (statement) => addresses(statement) !== false)
    : sure;
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
  const policy = { ...given({ Version }), Statement };
  const [answer] = counted.length === 0 ? [] : evaluatePolicies([policy], [action], { context });
  if (answer === undefined)
    return { decision: "implicitDeny" as const, found: "no statement speaks to Roles Anywhere." };
  const numberOf = (at: number) => `Statement ${(counted[at]?.index ?? at) + 1}`;
  const { decision, evidence } = answer;
  const [first] = evidence.statements;
  if (decision === "explicitDeny" && first !== undefined)
    return { decision, found: `${numberOf(first.statement)} denies it.` };
  if (decision === "unknown" && first !== undefined) {
    const because = evidence.statements
      .filter((one) => one.because !== undefined)
      .slice(0, MOST_NAMED)
      .map((one) => `${numberOf(one.statement)}: ${one.because}.`);
    return { decision, found: because.join(" ") };
  }
  const reasons = counted
    .filter(({ statement }) => decision === "implicitDeny" && statement.Effect === "Allow")
    .slice(0, MOST_EXPLAINED)
    .flatMap(({ statement, index }) => unmetConditions(statement, index, action, context, Version));
  return { decision, found: reasons.slice(0, 5).join(" ") || "no statement allows it." };
}

/** Whether the statement speaks to Roles Anywhere. AWS does not say that `*` means its own services in an Allow. */
export function addresses({ Principal, Effect }: TrustStatement): boolean | "maybe" {
  const everybody = Effect === "Deny" ? true : "maybe";
  if (typeof Principal === "string") return Principal === "*" ? everybody : false;
  const texts = (value: string | readonly string[] | undefined) =>
    value === undefined ? [] : [value].flat();
  if (texts(Principal.Service).includes(ROLES_ANYWHERE_PRINCIPAL)) return true;
  const starred = [...texts(Principal.Service), ...texts(Principal.AWS)].includes("*");
  return starred ? everybody : false;
}
