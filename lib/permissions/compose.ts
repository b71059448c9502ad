import { type Limit, limitsOf, type PolicyScope } from "./narrow/statement-limits";
import type { ComposedPolicy, ComposedStatement, PolicyDocument } from "./policy";
import { allSets } from "./sets/all-sets";

/**
 * The policy for these sets, and only these: pass `setIdsInForce` for a plan. One statement a set, in the order of
 * the catalogue, actions sorted; an action that two sets need stands once, in the first of them. A narrowed set is
 * parted into a statement for each of its limits. Ids that name no set are left out (`unknownSetIds` tells them).
 */
export function composePolicy(setIds: readonly string[], options: PolicyScope = {}): ComposedPolicy {
  const placed = new Set<string>();
  const statements: ComposedStatement[] = [];
  for (const set of allSets) {
    if (!setIds.includes(set.id)) continue;
    const actions = set.actions.map(({ action }) => action).filter((action) => !placed.has(action));
    for (const action of actions) placed.add(action);
    const parts = statementsFor(set.sid, actions, options);
    // A set that is not parted keeps its Sid.
    statements.push(...(parts.length === 1 ? parts.map((part) => ({ ...part, Sid: set.sid })) : parts));
  }
  return { Version: "2012-10-17", Statement: statements };
}

/**
 * What to add when a check found these actions missing: one minimal statement, or one for each limit where the plan
 * narrows them. At least one action.
 */
export function mendingStatements(
  actions: readonly string[],
  options: PolicyScope = {},
): ComposedStatement[] {
  return statementsFor("MissingActions", actions, options);
}

/** The statements as text to paste: one as it is, several as a list. */
export function statementsText(statements: readonly ComposedStatement[]): string {
  return JSON.stringify(statements.length === 1 ? statements[0] : statements, null, 2);
}

function statementsFor(sid: string, actions: readonly string[], options: PolicyScope): ComposedStatement[] {
  const groups = new Map<string, { limit: Limit; actions: Set<string> }>();
  for (const action of actions)
    for (const limit of limitsOf(action, options)) {
      const key = limit.suffix;
      const group = groups.get(key) ?? { limit, actions: new Set() };
      groups.set(key, { ...group, actions: group.actions.add(action) });
    }
  // What nothing limits stands first, as it does in the vendor's policy.
  const parts = [...groups.values()].sort(
    (a, b) => Number(a.limit.suffix !== "") - Number(b.limit.suffix !== ""),
  );
  return parts.map(({ limit: { suffix, Resource, Condition }, actions: names }) => ({
    Sid: sid + suffix,
    Effect: "Allow",
    Action: [...names].sort(),
    Resource,
    ...(Condition ? { Condition } : {}),
  }));
}

/** A policy as AWS and people read it: two blanks of indent, a line feed at the end. */
export function policyText(document: PolicyDocument): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}
