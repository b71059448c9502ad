import { shortened } from "@/lib/bounded";
import { readBoolean } from "./condition-values";
import { operators } from "./operators";
import type { Reading } from "./pattern";
import { allOf, anyOf, not, type Truth } from "./truth";

/** One line of a Condition block: operator, key, and the values of which one must match. */
export interface Condition {
  operator: string;
  key: string;
  values: readonly string[];
}

export interface OperatorName {
  /** Lower case, without qualifier and IfExists. */
  base: string;
  qualifier: "" | "forallvalues" | "foranyvalue";
  ifExists: boolean;
}

/** Takes an operator's name apart; undefined when IAM has no such operator. */
export function readOperator(name: string): OperatorName | undefined {
  if (name.length > 60) return undefined;
  const match = /^(?:(forallvalues|foranyvalue):)?([a-z]+?)(ifexists)?$/.exec(name.toLowerCase());
  const base = match?.[2] ?? "";
  if (match === null || (base !== "null" && operators[base] === undefined)) return undefined;
  const qualifier = match[1] === "forallvalues" || match[1] === "foranyvalue" ? match[1] : "";
  return { base, qualifier, ifExists: match[3] !== undefined };
}

/**
 * Whether a condition holds for what is known of the request. "maybe": it depends on something unknown, or the
 * values cannot be compared.
 */
export function holds(condition: Condition, read: Reading): Truth {
  const name = readOperator(condition.operator);
  if (name === undefined) return "maybe";
  const found = read.lookup(condition.key);
  if (found === "unknown") return "maybe";
  const present = found ?? [];
  if (name.base === "null")
    return anyOf(condition.values, (value) => equal(mustBeAbsent(value), present.length === 0));
  const operator = operators[name.base];
  if (operator === undefined) return "maybe";
  // AWS: a missing key fails a positive test, passes a negated one, and passes IfExists and ForAllValues.
  if (present.length === 0) {
    if (name.ifExists || name.qualifier === "forallvalues") return true;
    return name.qualifier === "foranyvalue" ? false : operator.negated;
  }
  const passes = (value: string): Truth => {
    const matched = anyOf(condition.values, (expected) => operator.matches(value, expected, read));
    return operator.negated ? not(matched) : matched;
  };
  if (name.qualifier === "forallvalues") return allOf(present, passes);
  if (name.qualifier === "foranyvalue") return anyOf(present, passes);
  // AWS warns against testing a key of many values without a set operator: what it then does is not documented.
  return present.length === 1 ? passes(present[0] ?? "") : "maybe";
}

function mustBeAbsent(value: string): Truth {
  return readBoolean(value) ?? "maybe";
}

function equal(a: Truth, b: boolean): Truth {
  return a === "maybe" ? "maybe" : a === b;
}

/** As a reader would say it: `StringEquals aws:RequestedRegion "eu-central-1"`. */
export function describeCondition(condition: Condition): string {
  const shown = condition.values.slice(0, 3).map((value) => shortened(JSON.stringify(value)));
  const more = condition.values.length > 3 ? `, and ${condition.values.length - 3} more` : "";
  return `${shortened(condition.operator, 60)} ${shortened(condition.key)} ${shown.join(", ")}${more}`;
}
