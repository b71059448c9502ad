import type { Truth } from "./truth";

const STAR = 0;
const ANY = 1;
type Token = string | typeof STAR | typeof ANY;

/** What is known of a request's context. `undefined`: the key is absent. "unknown": it may hold anything, or nothing. */
export type Lookup = (key: string) => readonly string[] | undefined | "unknown";

export interface Pattern {
  tokens: Token[];
  /** A policy variable whose value nobody knows, or that a request does not have. */
  open?: "unknown" | "absent";
}

// ${aws:username}, ${aws:PrincipalTag/team, 'default'}, and the three escapes ${*} ${?} ${$}.
const VARIABLE = /\$\{\s*([^}]*?)\s*\}/g;
const WITH_DEFAULT = /^([^,\s]+)\s*,\s*'([^']*)'$/;

/**
 * Reads `*`, `?` and policy variables. A variable's value is taken literally: its own stars are no wildcards.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function readPattern(
  text: string,
  lookup: Lookup,
  options: { variables: boolean; wildcards: boolean },
): Pattern {
  const tokens: Token[] = [];
  let open: Pattern["open"];
  const literal = (part: string) => tokens.push(...part);
  const plain = (part: string) => {
    for (const char of part)
      tokens.push(options.wildcards && char === "*" ? STAR : options.wildcards && char === "?" ? ANY : char);
  };
  if (!options.variables) {
    plain(text);
    return { tokens };
  }
  let end = 0;
  for (const match of text.matchAll(VARIABLE)) {
    plain(text.slice(end, match.index));
    end = match.index + match[0].length;
    const body = match[1] ?? "";
    if (body === "*" || body === "?" || body === "$") {
      literal(body);
      continue;
    }
    const [, key, fallback] = WITH_DEFAULT.exec(body) ?? [undefined, body, undefined];
    const values = lookup(key ?? body);
    if (values === "unknown") open = "unknown";
    else if (values?.length === 1) literal(values[0] ?? "");
    else if (fallback !== undefined && (values === undefined || values.length === 0)) literal(fallback);
    else open ??= "absent";
  }
  plain(text.slice(end));
  return open === undefined ? { tokens } : { tokens, open };
}

/** True where the pattern is nothing but stars: it covers every value, unknown ones too. */
export function coversAll(pattern: Pattern): boolean {
  return pattern.open === undefined && pattern.tokens.length > 0 && pattern.tokens.every((t) => t === STAR);
}

/** Whether a value matches. Linear in practice, at worst length × length: pasted policies cannot stall it. */
export function matchesPattern(pattern: Pattern, value: string): Truth {
  if (pattern.open === "unknown") return "maybe";
  if (pattern.open === "absent") return false;
  const { tokens } = pattern;
  const chars = [...value];
  let t = 0;
  let c = 0;
  let star = -1;
  let resume = 0;
  while (c < chars.length) {
    const token = tokens[t];
    if (token === STAR) {
      star = t++;
      resume = c;
    } else if (token !== undefined && (token === ANY || token === chars[c])) {
      t++;
      c++;
    } else if (star >= 0) {
      t = star + 1;
      c = ++resume;
    } else return false;
  }
  while (tokens[t] === STAR) t++;
  return t === tokens.length;
}

const nothingKnown: Lookup = () => undefined;

/** Plain wildcard match, as action names are compared: case does not matter. */
export function matchesAction(pattern: string, action: string): boolean {
  const read = readPattern(pattern.toLowerCase(), nothingKnown, { variables: false, wildcards: true });
  return matchesPattern(read, action.toLowerCase()) === true;
}
