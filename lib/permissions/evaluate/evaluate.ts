import { type Budget, budget } from "@/lib/bounded";
import type { PolicyDocument } from "../policy";
import { namesAction, type PolicyLayer } from "../statements";
import { type DecisionEvidence, nameOf, type StatementEvidence } from "./evidence";
import { type Judged, judge, type NamedStatement, type Reader, readerOf } from "./judge";
import { type EvaluateOptions, knownContext, layerWords, readLayers } from "./layers";
import { anyOf } from "./truth";

export type Decision = "allowed" | "explicitDeny" | "implicitDeny" | "unknown";

export interface ActionDecision {
  action: string;
  decision: Decision;
  evidence: DecisionEvidence;
}

/**
 * What identity policies, with a boundary and session policies, say of each action. Never throws. The work is
 * bounded by `steps` ({@link EVALUATION_STEPS}): what is not judged within them is "unknown" and says so.
 *
 * "allowed" is a promise for every resource and for every request, whatever the context that is not given here;
 * anything narrower is "unknown", with the statement and the condition or resource that it depends on.
 * Key policies, organisation policies and endpoint policies are outside of what is read.
 * Logic: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function evaluatePolicies(
  policies: readonly PolicyDocument[],
  actions: readonly string[],
  options: EvaluateOptions = {},
): ActionDecision[] {
  const decideOn = openPolicies(policies, options);
  return actions.map((action) => decideOn(action, options));
}

/**
 * Steps that one reading of policies may take: a character compared, or a statement looked at. A role's policies within
 * AWS's own limits take some thousands; this many take about 100 ms.
 */
export const EVALUATION_STEPS = 1_000_000;

/** The same policies, read once, for many questions of one action in several circumstances. */
export function openPolicies(
  policies: readonly PolicyDocument[],
  options: Pick<EvaluateOptions, "boundary" | "sessionPolicies"> = {},
  steps: Budget = budget(EVALUATION_STEPS),
): (action: string, request?: Pick<EvaluateOptions, "context" | "resource">) => ActionDecision {
  const layers = readLayers(policies, options);
  const ofAction = new Map<string, NamedLayers>();
  const ofRequest = new Map<string, Reader>();
  return (action, { context = {}, resource } = {}) => {
    if (!steps.left) return notJudged(action, steps);
    // The same circumstances come back with every action: what a statement makes of them is worked out once.
    const request = JSON.stringify([context, resource]);
    const reader = ofRequest.get(request) ?? readerOf(knownContext(context, "unknown"), resource, steps);
    ofRequest.set(request, reader);
    // Statements that do not name the action have no part in it, whatever the request.
    const relevant =
      ofAction.get(action) ??
      layers.map(({ name, statements }) => ({
        name,
        statements: statements.flatMap((statement) => {
          const named = namesAction(statement, action, steps);
          return statement.flaw !== undefined || named !== false ? [{ statement, named }] : [];
        }),
      }));
    ofAction.set(action, relevant);
    for (const { statements } of relevant) steps.spend(STEPS_A_STATEMENT * statements.length);
    const decided = decide(action, relevant, reader, resource);
    // What was surely denied stays so; an answer that rests on all of the statements does not.
    return steps.left || decided.decision === "explicitDeny" ? decided : notJudged(action, steps);
  };
}

/** To look at a statement that was read already, in the coin of characters. */
const STEPS_A_STATEMENT = 5;

function notJudged(action: string, { limit }: Budget): ActionDecision {
  const reason = `Not checked: these policies take more than ${limit.toLocaleString("en")} steps to compare.`;
  const unknown = answer(action, "unknown", reason, []);
  return { ...unknown, evidence: { ...unknown.evidence, notJudged: true } };
}

type NamedLayers = readonly { name: PolicyLayer; statements: readonly NamedStatement[] }[];

function decide(
  action: string,
  layers: NamedLayers,
  read: Reader,
  asked: string | undefined,
): ActionDecision {
  if (!/^[A-Za-z0-9-]+:[A-Za-z0-9]+$/.test(action))
    return answer(
      action,
      "unknown",
      "This is not the name of one action, so nothing can be said about it.",
      [],
    );
  const judged = layers.map(({ name, statements }) => ({
    name,
    statements: statements.map((one) => judge(one, action, read)),
  }));
  const all = judged.flatMap(({ statements }) => statements);
  const denies = all.filter((j) => j.deny !== false);
  const deny = anyOf(denies, (j) => j.deny);
  const sure = denies.filter((j) => j.deny === true);
  if (deny === true)
    return answer(action, "explicitDeny", `${nameOf(sure[0]?.evidence())} denies it.`, told(sure));
  const allows = judged.map(({ name, statements }) => ({
    name,
    allow: anyOf(statements, (j) => j.allow),
  }));
  const missing = allows.find(({ allow }) => allow === false);
  if (missing !== undefined) {
    const narrow = told(all.filter((j) => j.narrow));
    const hint =
      narrow[0] === undefined
        ? ""
        : ` ${nameOf(narrow[0])} names it, but only on ARNs, and AWS authorises it only for the resource "*".`;
    const reason = `No statement of the ${layerWords[missing.name]} allows it.${hint}`;
    const denial = answer(action, "implicitDeny", reason, narrow);
    return { ...denial, evidence: { ...denial.evidence, layer: missing.name } };
  }
  const part = told(all.filter((j) => j.allow !== false || j.deny !== false));
  const open = deny === "maybe" ? denies[0] : undefined;
  if (open !== undefined)
    return because(
      "deny",
      answer(action, "unknown", `${nameOf(open.evidence())} may deny it: ${open.evidence().because}.`, part),
    );
  const unsure = allows.find(({ allow }) => allow === "maybe");
  if (unsure === undefined)
    return answer(action, "allowed", `${nameOf(part[0])} allows it on ${asked ?? "every resource"}.`, part);
  const depends = judged
    .find(({ name }) => name === unsure.name)
    ?.statements.find((j) => j.allow === "maybe")
    ?.evidence();
  const reason = `${nameOf(depends)} allows it only in part: ${depends?.because}.`;
  return because("allow", answer(action, "unknown", reason, part));
}

function because(open: DecisionEvidence["open"], decision: ActionDecision): ActionDecision {
  return { ...decision, evidence: { ...decision.evidence, open } };
}

const MOST_TOLD = 20;

/** The first of them, in words. */
function told(judged: readonly Judged[]): StatementEvidence[] {
  return judged.slice(0, MOST_TOLD).map((one) => one.evidence());
}

function answer(
  action: string,
  decision: Decision,
  reason: string,
  statements: readonly StatementEvidence[],
): ActionDecision {
  return { action, decision, evidence: { reason, statements } };
}
