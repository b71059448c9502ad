import { given } from "@/lib/given";
import {
  type Circumstances,
  circumstancesOf,
  type PolicyScope,
  requestedRegion,
  typicalResources,
} from "@/lib/permissions";

/** One line of the policy simulator's answer, whether this server asked or a script did. */
export interface SimulatedDecision {
  action: string;
  decision: "allowed" | "explicitDeny" | "implicitDeny";
  /** Context keys that a policy asks for and the simulation did not give: the decision cannot be relied on then. */
  missingContext?: string[] | undefined;
  /** False where an organization's policy, or the boundary, does not allow it. */
  allowedByOrganization?: boolean | undefined;
  allowedByBoundary?: boolean | undefined;
}

/** One call to the policy simulator: actions that are asked about under the same circumstances. */
export interface SimulatorQuestion {
  actions: string[];
  /** What the simulator is told. */
  context: Circumstances["context"];
  /** Keys that the request surely lacks: the simulator cannot be told so, it only notices that they are not given. */
  absent: readonly string[];
  resource?: string | undefined;
}

/**
 * The calls that ask the simulator about these actions as the plan needs them, in the home region. Every request has a
 * region, and organizations guard regions: so it is told, for IAM the one that IAM answers from. What the plan
 * narrows is asked for within its limits, so that a condition of the policy is met and the answer can be relied on.
 * The order is part of the meaning: an action's answers, in this order, belong to its questions.
 */
export function simulatorQuestions(
  actions: readonly string[],
  scope: PolicyScope,
  region: string,
): SimulatorQuestion[] {
  const questions = new Map<string, SimulatorQuestion>();
  for (const action of actions)
    for (const { context, fill = {}, resource } of onResources(action, scope, region)) {
      const all: Circumstances["context"] = {
        "aws:RequestedRegion": [requestedRegion(action, { ...scope, region }) ?? region],
        ...fill,
        ...context,
      };
      const entries = Object.entries(all);
      const question: SimulatorQuestion = {
        actions: [],
        context: Object.fromEntries(entries.filter(([, values]) => values.length > 0)),
        absent: entries.filter(([, values]) => values.length === 0).map(([key]) => key),
        ...given({ resource }),
      };
      const key = JSON.stringify(question);
      questions.set(key, questions.get(key) ?? question);
      questions.get(key)?.actions.push(action);
    }
  return [...questions.values()];
}

/** The plan's requests, each on the resources that AWS judges it by, unless the plan names one. */
function onResources(action: string, scope: PolicyScope, region: string): Circumstances[] {
  const needed = circumstancesOf(action, scope, region);
  const typical = typicalResources(action, scope, region);
  // A plan that is narrowed by a tag asks about the alias itself, which has none; what is left is its key.
  const open = needed.some(({ resource }) => resource !== undefined) ? typical.slice(0, 1) : typical;
  return needed.flatMap((asked) =>
    asked.resource === undefined ? open.map((resource) => ({ ...asked, resource })) : [asked],
  );
}

/** The context in the form that AWS takes it. */
export function contextEntries(context: SimulatorQuestion["context"]) {
  return Object.entries(context).map(([ContextKeyName, ContextKeyValues]) => ({
    ContextKeyName,
    ContextKeyValues: [...ContextKeyValues],
    ContextKeyType: "string",
  }));
}

/** What the answers to all questions on one action come to. */
export type Folded =
  | { is: "decided"; decision: SimulatedDecision }
  /** Fewer answers than questions: a damaged line, or a page that lacks the action. */
  | { is: "incomplete"; answered: number; asked: number }
  /** Denied, but only where the simulator had to guess that a key has no tag. */
  | { is: "uncertain"; absent: readonly string[] };

/** The gravest of an action's answers counts, since the plan needs it allowed in all its circumstances. */
export function foldDecisions(
  action: string,
  decisions: readonly SimulatedDecision[],
  questions: readonly SimulatorQuestion[],
): Folded {
  const own = decisions.filter((one) => one.action.toLowerCase() === action.toLowerCase());
  const asked = questions.filter(({ actions }) => actions.includes(action));
  const read = own.map((decision, index) => {
    const absent = asked[index]?.absent ?? [];
    const missing = (decision.missingContext ?? []).filter((key) => !isOne(absent, key));
    const { missingContext: _, ...rest } = decision;
    const kept: SimulatedDecision = missing.length > 0 ? { ...rest, missingContext: missing } : rest;
    return { absent, decision: kept };
  });
  const find = (holds: (one: (typeof read)[number]) => boolean) => read.find(holds);
  const denial = (certain: boolean) =>
    find(
      ({ decision, absent }) =>
        (decision.missingContext === undefined) === certain &&
        (decision.decision === "explicitDeny" ||
          (decision.decision === "implicitDeny" && absent.length === 0)),
    );
  const denied = denial(true) ?? denial(false);
  if (denied) return { is: "decided", decision: denied.decision };
  if (own.length < Math.max(1, asked.length))
    return { is: "incomplete", answered: own.length, asked: Math.max(1, asked.length) };
  const guessed = find(({ decision }) => decision.decision === "implicitDeny");
  if (guessed) return { is: "uncertain", absent: guessed.absent };
  const open = find(({ decision }) => decision.missingContext !== undefined) ?? read[0];
  return open
    ? { is: "decided", decision: open.decision }
    : { is: "incomplete", answered: 0, asked: asked.length };
}

const isOne = (keys: readonly string[], key: string) =>
  keys.some((one) => one.toLowerCase() === key.toLowerCase());
