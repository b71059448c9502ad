import { type Budget, matchesGlob, shortened } from "@/lib/bounded";
import { type Fields, isFields, listOf } from "@/lib/fields";
import { given } from "@/lib/given";
import { type Condition, describeCondition, holds, readOperator } from "./evaluate/conditions";
import { type Names, readNames, sortedNames, wildFor } from "./evaluate/names";
import { coversAll, type Lookup, matchesPattern, readPattern } from "./evaluate/pattern";
import { identityFlaws, trustFlaws } from "./evaluate/principals";
import { and, anyOf, not, or, type Truth } from "./evaluate/truth";

export type PolicyLayer = "identity" | "boundary" | "session" | "trust";

/** A statement, read once. `flaw`: AWS would refuse it, so nobody can tell what it does. */
export interface ReadStatement {
  layer: PolicyLayer;
  /** Positions from 0, as in the input. */
  policy: number;
  statement: number;
  sid?: string | undefined;
  effect?: "Allow" | "Deny" | undefined;
  actions: Names;
  resources: Names;
  conditions: readonly Condition[];
  variables: boolean;
  flaw?: string | undefined;
}

/** Reads every statement of a document. Never throws: what is not a policy becomes one statement with a flaw. */
export function readStatements(document: unknown, layer: PolicyLayer, policy: number): ReadStatement[] {
  if (!isFields(document) || document.Statement === undefined)
    return [flawed(layer, policy, 0, "the document has no Statement")];
  const { Version: version } = document;
  const versionFlaw =
    version === undefined || version === "2012-10-17" || version === "2008-10-17"
      ? undefined
      : "the Version is neither 2012-10-17 nor 2008-10-17";
  return listOf(document.Statement).map((value, index) => {
    if (!isFields(value)) return flawed(layer, policy, index, "the statement is not an object");
    const read = readOne(value, { layer, policy, statement: index, variables: version === "2012-10-17" });
    return versionFlaw === undefined ? read : { ...read, flaw: versionFlaw };
  });
}

function flawed(layer: PolicyLayer, policy: number, statement: number, flaw: string): ReadStatement {
  const none = sortedNames([], false, (pattern) => pattern);
  return { layer, policy, statement, actions: none, resources: none, conditions: [], variables: false, flaw };
}

type Place = Pick<ReadStatement, "layer" | "policy" | "statement" | "variables">;

function readOne(fields: Fields, place: Place): ReadStatement {
  const flaws: string[] = [];
  const effect = fields.Effect === "Allow" || fields.Effect === "Deny" ? fields.Effect : undefined;
  if (effect === undefined) flaws.push("its Effect is neither Allow nor Deny");
  const trust = place.layer === "trust";
  flaws.push(...(trust ? trustFlaws(fields) : identityFlaws(fields)));
  const actions = readNames(fields, "Action", flaws, place.variables);
  // A trust policy is attached to the one role that it is about.
  const about = trust ? { Resource: "*" } : fields;
  const resources = readNames(about, "Resource", flaws, place.variables);
  const conditions = readConditions(fields.Condition, flaws);
  return {
    ...place,
    ...(typeof fields.Sid === "string" && fields.Sid !== "" ? { sid: fields.Sid } : {}),
    ...given({ effect }),
    actions,
    resources,
    conditions,
    ...given({ flaw: flaws[0] }),
  };
}

function readConditions(value: unknown, flaws: string[]): Condition[] {
  if (value === undefined) return [];
  if (!isFields(value)) {
    flaws.push("its Condition is not an object");
    return [];
  }
  const conditions: Condition[] = [];
  for (const [operator, keys] of Object.entries(value)) {
    if (readOperator(operator) === undefined)
      flaws.push(`IAM has no condition operator ${shortened(operator, 60)}`);
    if (!isFields(keys)) {
      flaws.push(`the condition ${shortened(operator, 60)} is not an object`);
      continue;
    }
    for (const [key, values] of Object.entries(keys)) {
      const texts = listOf(values).filter((v) => ["string", "number", "boolean"].includes(typeof v));
      if (texts.length !== listOf(values).length)
        flaws.push(`the condition ${shortened(operator, 60)} ${shortened(key)} has a value that is not text`);
      conditions.push({ operator, key, values: texts.map(String) });
    }
  }
  return conditions;
}

/** Whether the statement names the action. A wildcard in the service part is nothing that AWS accepts: "maybe". */
export function namesAction({ actions }: ReadStatement, action: string, steps: Budget): Truth {
  const asked = action.toLowerCase();
  const exact: Truth = actions.exact.has(asked) ? (asked.indexOf(":") > 0 ? true : "maybe") : false;
  const named = or(
    exact,
    anyOf(exact === true ? [] : wildFor(actions, asked), (pattern) => {
      const matched = matchesGlob(pattern, asked, steps);
      if (matched !== true) return matched ?? "maybe";
      const service = pattern.slice(0, Math.max(0, pattern.indexOf(":")));
      return /^\*+(:\*+)?$/.test(pattern) || (service !== "" && !/[*?]/.test(service)) ? true : "maybe";
    }),
  );
  return actions.negated ? not(named) : named;
}

/**
 * Whether the statement covers a resource; without one, every resource that there could be.
 * A star is taken to reach past colons, as AWS says of a star at the end of a part.
 */
export function coversResource(
  { resources, variables }: ReadStatement,
  resource: string | undefined,
  lookup: Lookup,
  steps: Budget,
): Truth {
  const named = (): Truth => {
    if (resource === undefined) return resources.exact.size + resources.wild.size > 0 ? "maybe" : false;
    if (resources.exact.has(resource)) return true;
    return anyOf(wildFor(resources, resource), (pattern) => matchesGlob(pattern, resource, steps) ?? "maybe");
  };
  const open = (text: string): Truth => {
    if (!steps.spend(text.length)) return "maybe";
    const pattern = readPattern(text, lookup, { variables, wildcards: true });
    if (coversAll(pattern)) return true;
    // A variable that the request does not have: AWS leaves the statement out, whichever way it is written.
    if (pattern.open === "absent") return resources.negated ? "maybe" : false;
    return resource === undefined ? "maybe" : matchesPattern(pattern, resource, steps);
  };
  const covered = resources.all || or(named(), anyOf(resources.variable, open));
  return resources.negated ? not(covered) : covered;
}

/** Conditions that are told one by one, and the steps that each takes beside its comparisons. */
const MOST_CONDITIONS = 10;
const STEPS_A_CONDITION = 10;

/** Whether the conditions of the statement hold, and the first of those that do not surely do. */
export function openConditions(
  statement: ReadStatement,
  lookup: Lookup,
  steps: Budget,
): { result: Truth; conditions: string[]; more: number } {
  const conditions: string[] = [];
  let more = 0;
  let result: Truth = true;
  for (const condition of statement.conditions) {
    const held = steps.spend(STEPS_A_CONDITION)
      ? holds(condition, { lookup, variables: statement.variables, steps })
      : "maybe";
    result = and(result, held);
    if (held === true) continue;
    if (conditions.length < MOST_CONDITIONS) conditions.push(describeCondition(condition));
    else more += 1;
    // Nobody is told more, and nothing more is known.
    if (!steps.left) break;
  }
  return { result, conditions, more };
}
