import { contains, readBoolean, readDate, readNetwork, readNumber } from "./condition-values";
import { type Lookup, matchesPattern, type Reading, readPattern, variablesIn } from "./pattern";
import type { Truth } from "./truth";

/**
 * The condition operators of IAM, one row each.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export interface Operator {
  /** True where the operator holds when nothing matches: StringNotEquals and its kin. */
  negated: boolean;
  /** Whether a request's value matches one value of the policy. "maybe": the two cannot be compared. */
  matches(value: string, expected: string, read: Reading): Truth;
}

type Compare = Operator["matches"];

/** Text with variables, with or without wildcards. */
function text(options: { wildcards: boolean; fold?: boolean | undefined }): Compare {
  const fold = (s: string) => (options.fold ? s.toLowerCase() : s);
  return (value, expected, { lookup, variables, steps }) => {
    // Most values are plain text.
    if (!(variables && expected.includes("${")) && !(options.wildcards && /[*?]/.test(expected)))
      return steps.spend() ? fold(value) === fold(expected) : "maybe";
    if (!steps.spend(expected.length)) return "maybe";
    const known: Lookup = (key) => {
      const found = lookup(key);
      return found === undefined || found === "unknown" ? found : found.map(fold);
    };
    // Names of variables know no case either, so that folding the whole pattern does no harm.
    const pattern = readPattern(fold(expected), known, { variables, wildcards: options.wildcards });
    return pattern.open === "absent" ? "maybe" : matchesPattern(pattern, fold(value), steps);
  };
}

/** ARNs are compared part by part: a star of the policy never reaches past a colon of the first five parts. */
const arn: Compare = (value, expected, read) => {
  if (!read.steps.spend(expected.length)) return "maybe";
  const actual = arnParts(value);
  const wanted = arnParts(expected);
  if (wanted.length !== actual.length) return false;
  let result: Truth = true;
  for (const [index, part] of wanted.entries()) {
    const matched = text({ wildcards: true })(actual[index] ?? "", part, read);
    if (matched === false) return false;
    if (matched === "maybe") result = "maybe";
  }
  return result;
};

/** The first five parts and the rest. A colon inside a variable parts nothing. */
function arnParts(text: string): string[] {
  const variables = variablesIn(text);
  const parts: string[] = [];
  let begin = 0;
  let variable = variables.next().value;
  for (let at = text.indexOf(":"); at >= 0 && parts.length < 5; at = text.indexOf(":", at + 1)) {
    while (variable && variable.to <= at) variable = variables.next().value;
    if (variable && variable.from < at) continue;
    parts.push(text.slice(begin, at));
    begin = at + 1;
  }
  return [...parts, text.slice(begin)];
}

function typed<T>(
  reader: (text: string) => T | undefined,
  holds: (value: T, expected: T) => boolean,
): Compare {
  return (value, expected, { steps }) => {
    // Numbers and dates are short; a longer text is none.
    if (!steps.spend() || value.length > 200 || expected.length > 200) return "maybe";
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
