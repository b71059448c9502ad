import { ANY, type Budget, type GlobToken, matchesTokens, STAR } from "@/lib/bounded";
import type { Truth } from "./truth";

/** What is known of a request's context. `undefined`: the key is absent. "unknown": it may hold anything, or nothing. */
export type Lookup = (key: string) => readonly string[] | undefined | "unknown";

/** What the comparison of a statement with a request needs. */
export interface Reading {
  lookup: Lookup;
  /** Whether `${…}` is a variable: in policies of version 2012-10-17. */
  variables: boolean;
  /** Ends the comparison: what is not compared is "maybe". */
  steps: Budget;
}

export interface Pattern {
  tokens: GlobToken[];
  /** A policy variable whose value nobody knows, or that a request does not have. */
  open?: "unknown" | "absent" | undefined;
}

// ${aws:PrincipalTag/team, 'default'}
const WITH_DEFAULT = /^([^,\s]+)\s*,\s*'([^']*)'$/;

/**
 * Reads `*`, `?` and policy variables: ${aws:username}, ${aws:PrincipalTag/team, 'default'}, and the three escapes
 * ${*} ${?} ${$}. A variable's value is taken literally: its own stars are no wildcards. One look at each character.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function readPattern(
  text: string,
  lookup: Lookup,
  options: { variables: boolean; wildcards: boolean },
): Pattern {
  const tokens: GlobToken[] = [];
  let open: "absent" | undefined;
  const literal = (part: string) => {
    for (const char of part) tokens.push(char);
  };
  const plain = (part: string) => {
    for (const char of part)
      tokens.push(options.wildcards && char === "*" ? STAR : options.wildcards && char === "?" ? ANY : char);
  };
  let end = 0;
  for (const { from, to, body } of options.variables ? variablesIn(text) : []) {
    plain(text.slice(end, from));
    end = to;
    if (body === "*" || body === "?" || body === "$") {
      literal(body);
      continue;
    }
    const [, key, fallback] = WITH_DEFAULT.exec(body) ?? [undefined, body, undefined];
    const values = lookup(key ?? body);
    // Whatever stands behind it, nobody knows what the pattern covers.
    if (values === "unknown") return { tokens, open: "unknown" };
    if (values?.length === 1) literal(values[0] ?? "");
    else if (fallback !== undefined && (values === undefined || values.length === 0)) literal(fallback);
    else open ??= "absent";
  }
  plain(text.slice(end));
  return open === undefined ? { tokens } : { tokens, open };
}

/** The variables of a text: from `${` to the first `}`, the blanks inside cut off. */
export function* variablesIn(text: string): Generator<{ from: number; to: number; body: string }> {
  for (let from = text.indexOf("${"); from >= 0; ) {
    const end = text.indexOf("}", from + 2);
    if (end < 0) return;
    yield { from, to: end + 1, body: text.slice(from + 2, end).trim() };
    from = text.indexOf("${", end + 1);
  }
}

/** True where the pattern is nothing but stars: it covers every value, unknown ones too. */
export function coversAll(pattern: Pattern): boolean {
  return pattern.open === undefined && pattern.tokens.length > 0 && pattern.tokens.every((t) => t === STAR);
}

/** Whether a value matches; "maybe" also where the steps ended first. */
export function matchesPattern(pattern: Pattern, value: string, steps: Budget): Truth {
  if (pattern.open === "unknown") return "maybe";
  if (pattern.open === "absent") return false;
  return matchesTokens(pattern.tokens, [...value], steps) ?? "maybe";
}
