import { type Circumstances, circumstancesOf, type PolicyScope } from "@/lib/permissions";
import type { SimulatedDecision } from "./simulation";

/** One call to the policy simulator: actions that are asked about under the same circumstances. */
export interface SimulatorQuestion extends Circumstances {
  actions: string[];
}

/**
 * The calls that ask the simulator about these actions as the plan needs them: one where nothing is narrowed, else
 * one for each set of circumstances. A condition of the policy is met in each, so the answers can be relied on.
 * @param region the plan's home region, where it is narrowed to some
 */
export function simulatorQuestions(
  actions: readonly string[],
  scope: PolicyScope,
  region: string,
): SimulatorQuestion[] {
  const questions = new Map<string, SimulatorQuestion>();
  for (const action of actions)
    for (const circumstances of circumstancesOf(action, scope, region)) {
      const key = JSON.stringify(circumstances);
      const question = questions.get(key) ?? { ...circumstances, actions: [] };
      question.actions.push(action);
      questions.set(key, question);
    }
  return [...questions.values()];
}

/** The context in the form that AWS takes it. */
export function contextEntries(context: SimulatorQuestion["context"]) {
  return Object.entries(context).map(([ContextKeyName, ContextKeyValues]) => ({
    ContextKeyName,
    ContextKeyValues: [...ContextKeyValues],
    ContextKeyType: "string",
  }));
}

/** One decision an action: the gravest, since the plan needs it allowed under all its circumstances. */
export function gravestOf(decisions: readonly SimulatedDecision[]): SimulatedDecision[] {
  const gravity = (one: SimulatedDecision) =>
    one.decision === "explicitDeny" ? 3 : one.decision === "implicitDeny" ? 2 : one.missingContext ? 1 : 0;
  const gravest = new Map<string, SimulatedDecision>();
  for (const decision of decisions) {
    const known = gravest.get(decision.action);
    if (!known || gravity(decision) > gravity(known)) gravest.set(decision.action, decision);
  }
  return [...gravest.values()];
}
