import { contains, readBoolean, readDate, readNetwork, readNumber } from "./condition-values";
import { type Lookup, matchesPattern, readPattern } from "./pattern";
import type { Truth } from "./truth";

/**
 * The condition operators of IAM, one row each.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export interface Operator {
  /** True where the operator holds when nothing matches: StringNotEquals and its kin. */
  negated: boolean;
  /** Whether a request's value matches one value of the policy. "maybe": the two cannot be compared. */
  matches(value: string, expected: string, read: { lookup: Lookup; variables: boolean }): Truth;
}

type Compare = Operator["matches"];

/** Text with variables, with or without wildcards. */
function text(options: { wildcards: boolean; fold?: boolean }): Compare {
  return (value, expected, { lookup, variables }) => {
    const fold = (s: string) => (options.fold ? s.toLowerCase() : s);
    const known: Lookup = (key) => {
      const found = lookup(key);
      return found === undefined || found === "unknown" ? found : found.map(fold);
    };
    // Names of variables know no case either, so that folding the whole pattern does no harm.
    const pattern = readPattern(fold(expected), known, { variables, wildcards: options.wildcards });
    return pattern.open === "absent" ? "maybe" : matchesPattern(pattern, fold(value));
  };
}

/** ARNs are compared part by part: a star of the policy never reaches past a colon of the first five parts. */
const arn: Compare = (value, expected, read) => {
  const split = (s: string) => {
    const parts = s.replace(/\$\{[^}]*\}/g, (v) => v.replaceAll(":", "\u0000")).split(":");
    return [...parts.slice(0, 5), parts.slice(5).join(":")].map((p) => p.replaceAll("\u0000", ":"));
  };
  const actual = split(value);
  const wanted = split(expected);
  if (wanted.length !== actual.length) return false;
  let result: Truth = true;
  for (const [index, part] of wanted.entries()) {
    const matched = text({ wildcards: true })(actual[index] ?? "", part, read);
    if (matched === false) return false;
    if (matched === "maybe") result = "maybe";
  }
  return result;
};

function typed<T>(
  reader: (text: string) => T | undefined,
  holds: (value: T, expected: T) => boolean,
): Compare {
  return (value, expected) => {
    const left = reader(value);
    const right = reader(expected);
    return left === undefined || right === undefined ? "maybe" : holds(left, right);
  };
}

const equals = <T>(a: T, b: T) => a === b;
const row = (matches: Compare, negated = false): Operator => ({ negated, matches });

const network = typed(readNetwork, (value, expected) => contains(expected, value));

/** Keyed by the lower-case name without qualifier and IfExists. `Null` is not here: it asks for presence, not value. */
export const operators: Readonly<Record<string, Operator>> = {
  stringequals: row(text({ wildcards: false })),
  stringnotequals: row(text({ wildcards: false }), true),
  stringequalsignorecase: row(text({ wildcards: false, fold: true })),
  stringnotequalsignorecase: row(text({ wildcards: false, fold: true }), true),
  stringlike: row(text({ wildcards: true })),
  stringnotlike: row(text({ wildcards: true }), true),
  numericequals: row(typed(readNumber, equals)),
  numericnotequals: row(typed(readNumber, equals), true),
  numericlessthan: row(typed(readNumber, (v, e) => v < e)),
  numericlessthanequals: row(typed(readNumber, (v, e) => v <= e)),
  numericgreaterthan: row(typed(readNumber, (v, e) => v > e)),
  numericgreaterthanequals: row(typed(readNumber, (v, e) => v >= e)),
  dateequals: row(typed(readDate, equals)),
  datenotequals: row(typed(readDate, equals), true),
  datelessthan: row(typed(readDate, (v, e) => v < e)),
  datelessthanequals: row(typed(readDate, (v, e) => v <= e)),
  dategreaterthan: row(typed(readDate, (v, e) => v > e)),
  dategreaterthanequals: row(typed(readDate, (v, e) => v >= e)),
  bool: row(typed(readBoolean, equals)),
  binaryequals: row(equals),
  ipaddress: row(network),
  notipaddress: row(network, true),
  arnequals: row(arn),
  arnlike: row(arn),
  arnnotequals: row(arn, true),
  arnnotlike: row(arn, true),
};
