import type { PolicyDocument } from "../policy";
import {
  coversResource,
  namesAction,
  openConditions,
  type PolicyLayer,
  type ReadStatement,
} from "../statements";
import { type EvaluateOptions, knownContext, type Layers, layerWords, readLayers } from "./layers";
import type { Lookup } from "./pattern";
import { takesNoArn } from "./resources";
import { and, or, type Truth } from "./truth";

/** A statement that had a part in the decision. Positions count from 0. */
export interface StatementEvidence {
  layer: PolicyLayer;
  policy: number;
  statement: number;
  sid?: string;
  effect?: "Allow" | "Deny";
  /** `always`: on every resource and for every request. `sometimes`: `because` says what it depends on. */
  applies: "always" | "sometimes";
  because?: string;
  /** The conditions that decide, as text. */
  conditions?: readonly string[];
}

export interface DecisionEvidence {
  /** One sentence. */
  reason: string;
  statements: readonly StatementEvidence[];
  /** The layer that allows nothing, where one does. */
  layer?: PolicyLayer;
}

export type Decision = "allowed" | "explicitDeny" | "implicitDeny" | "unknown";

export interface ActionDecision {
  action: string;
  decision: Decision;
  evidence: DecisionEvidence;
}

/**
 * What identity policies, with a boundary and session policies, say of each action. Never throws.
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

/** The same policies, read once, for many questions of one action in several circumstances. */
export function openPolicies(
  policies: readonly PolicyDocument[],
  options: Pick<EvaluateOptions, "boundary" | "sessionPolicies"> = {},
): (action: string, request?: Pick<EvaluateOptions, "context" | "resource">) => ActionDecision {
  const layers = readLayers(policies, options);
  const ofAction = new Map<string, Layers>();
  const ofRequest = new Map<string, Reader>();
  return (action, { context = {}, resource } = {}) => {
    // The same circumstances come back with every action: what a statement makes of them is worked out once.
    const request = JSON.stringify([context, resource]);
    const reader = ofRequest.get(request) ?? readerOf(knownContext(context, "unknown"), resource);
    ofRequest.set(request, reader);
    // Statements that do not name the action have no part in it, whatever the request.
    const relevant =
      ofAction.get(action) ??
      layers.map(({ name, statements }) => ({
        name,
        statements: statements.filter((s) => s.flaw !== undefined || namesAction(s, action) !== false),
      }));
    ofAction.set(action, relevant);
    return decide(action, relevant, reader, resource);
  };
}

/** What a statement makes of a request, whatever the action: its resources and its conditions. */
type Reader = (statement: ReadStatement) => {
  resource: Truth;
  condition: ReturnType<typeof openConditions>;
};

function readerOf(lookup: Lookup, asked: string | undefined): Reader {
  const known = new Map<ReadStatement, ReturnType<Reader>>();
  return (statement) => {
    const read = known.get(statement) ?? {
      resource: coversResource(statement, asked, lookup),
      condition: openConditions(statement, lookup),
    };
    known.set(statement, read);
    return read;
  };
}

function decide(action: string, layers: Layers, read: Reader, asked: string | undefined): ActionDecision {
  if (!/^[A-Za-z0-9-]+:[A-Za-z0-9]+$/.test(action))
    return answer(action, "unknown", "This is not the name of one action, so nothing can be said of it.", []);
  const judged = layers.map(({ name, statements }) => ({
    name,
    statements: statements.map((statement) => judge(statement, action, read)),
  }));
  const all = judged.flatMap(({ statements }) => statements);
  const denies = all.filter((j) => j.deny !== false);
  const deny = or(...denies.map((j) => j.deny));
  const sure = denies.filter((j) => j.deny === true);
  if (deny === true)
    return answer(action, "explicitDeny", `${nameOf(sure[0]?.evidence())} denies it.`, told(sure));
  const allows = judged.map(({ name, statements }) => ({
    name,
    allow: or(...statements.map((j) => j.allow)),
  }));
  const missing = allows.find(({ allow }) => allow === false);
  if (missing !== undefined) {
    const narrow = told(all.filter((j) => j.narrow));
    const hint =
      narrow[0] === undefined
        ? ""
        : ` ${nameOf(narrow[0])} names it, but only on ARNs, and AWS authorises it for the resource "*" alone.`;
    const reason = `No statement of the ${layerWords[missing.name]} allows it.${hint}`;
    const denial = answer(action, "implicitDeny", reason, narrow);
    return { ...denial, evidence: { ...denial.evidence, layer: missing.name } };
  }
  const part = told(all.filter((j) => j.allow !== false || j.deny !== false));
  const open = deny === "maybe" ? denies[0] : undefined;
  if (open !== undefined)
    return answer(
      action,
      "unknown",
      `${nameOf(open.evidence())} may deny it: ${open.evidence().because}.`,
      part,
    );
  const unsure = allows.find(({ allow }) => allow === "maybe");
  if (unsure === undefined)
    return answer(action, "allowed", `${nameOf(part[0])} allows it on ${asked ?? "every resource"}.`, part);
  const depends = judged
    .find(({ name }) => name === unsure.name)
    ?.statements.find((j) => j.allow === "maybe")
    ?.evidence();
  return answer(action, "unknown", `${nameOf(depends)} allows it only in part: ${depends?.because}.`, part);
}

interface Judged {
  allow: Truth;
  deny: Truth;
  /** The statement names the action, but on ARNs that this action is never authorised for. */
  narrow: boolean;
  /** In words; worked out only for what is told, since most statements of most questions are not. */
  evidence: () => StatementEvidence;
}

function judge(statement: ReadStatement, action: string, read: Reader): Judged {
  const named = namesAction(statement, action);
  const { resource, condition } = read(statement);
  // Only where a missing allowance is the result do we trust the list of actions that take no ARN.
  const narrow =
    statement.effect === "Allow" &&
    !statement.resources.negated &&
    takesNoArn(action) &&
    resource === "maybe";
  const truth = statement.flaw !== undefined ? "maybe" : and(named, resource, condition.result);
  return {
    allow: statement.effect === "Deny" || narrow ? false : truth,
    deny: statement.effect === "Allow" ? false : truth,
    narrow: narrow && named !== false,
    evidence: () => evidenceOf(statement, { named, resource, condition, truth }),
  };
}

function evidenceOf(
  statement: ReadStatement,
  { named, resource, condition, truth }: { named: Truth; truth: Truth } & ReturnType<Reader>,
): StatementEvidence {
  const conditions = condition.conditions.map(({ text }) => text);
  const because = [
    statement.flaw,
    named === "maybe" ? "AWS takes no wildcard in the service part of an action" : undefined,
    resource === "maybe" ? `it covers ${resourcesOf(statement)} only` : undefined,
    ...conditions.map((text) => `it depends on the condition ${text}`),
  ].filter((text) => text !== undefined);
  const { layer, policy, sid, effect } = statement;
  return {
    layer,
    policy,
    statement: statement.statement,
    ...(sid === undefined ? {} : { sid }),
    ...(effect === undefined ? {} : { effect }),
    applies: truth === true ? "always" : "sometimes",
    ...(truth === true ? {} : { because: because.join("; ") }),
    ...(conditions.length === 0 ? {} : { conditions }),
  };
}

const MOST_TOLD = 20;

/** The first of them, in words. */
function told(judged: readonly Judged[]): StatementEvidence[] {
  return judged.slice(0, MOST_TOLD).map((one) => one.evidence());
}

function resourcesOf({ resources }: ReadStatement): string {
  const shown = resources.patterns.slice(0, 2).join(", ");
  const more = resources.patterns.length > 2 ? ` and ${resources.patterns.length - 2} more` : "";
  return resources.negated ? `everything but ${shown}${more}` : `${shown}${more}`;
}

/** "Statement 2 (KeyManagement) of policy 1": counted from 1, as people count. */
function nameOf(evidence: StatementEvidence | undefined): string {
  if (evidence === undefined) return "A statement";
  const sid = evidence.sid === undefined ? "" : ` (${evidence.sid})`;
  const where =
    evidence.layer === "boundary"
      ? "the permissions boundary"
      : `${layerWords[evidence.layer]} ${evidence.policy + 1}`;
  return `Statement ${evidence.statement + 1}${sid} of ${where}`;
}

function answer(
  action: string,
  decision: Decision,
  reason: string,
  statements: readonly StatementEvidence[],
): ActionDecision {
  return { action, decision, evidence: { reason, statements } };
}
