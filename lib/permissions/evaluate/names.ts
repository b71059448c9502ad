import { before } from "@/lib/bounded";
import { listOf } from "@/lib/fields";

/** Actions or resources, sorted once, so that a long list is not gone through for each question. */
export interface Names {
  negated: boolean;
  /** As they stand. */
  patterns: readonly string[];
  /** Those that stand for themselves alone; actions in lower case. */
  exact: ReadonlySet<string>;
  /**
   * Those with `*` or `?`, without variables; actions in lower case. By what stands before the first colon (the service
   * of an action); under "" where that has a wildcard itself.
   */
  wild: ReadonlyMap<string, readonly string[]>;
  /** Those with a policy variable. */
  variable: readonly string[];
  /** One of them is nothing but stars. */
  all: boolean;
}

/** Those of the wild ones that could match it. */
export function* wildFor({ wild }: Names, asked: string): Generator<string> {
  yield* wild.get(before(asked, ":")) ?? [];
  yield* wild.get("") ?? [];
}

/** Reads `Action` or `NotAction`, `Resource` or `NotResource`; what AWS would refuse goes to `flaws`. */
export function readNames(
  fields: Readonly<Record<string, unknown>>,
  name: "Action" | "Resource",
  flaws: string[],
  variables: boolean,
): Names {
  const plain = fields[name];
  const negative = fields[`Not${name}`];
  const negated = negative !== undefined;
  if ((plain === undefined) === (negative === undefined))
    flaws.push(`it needs either ${name} or Not${name}, but not both`);
  const values = listOf(negated ? negative : plain);
  const patterns = values.filter((value): value is string => typeof value === "string" && value !== "");
  if (patterns.length !== values.length || patterns.length === 0)
    flaws.push(`${negated ? "Not" : ""}${name} must be text or a list of texts`);
  return name === "Action"
    ? sortedNames(patterns, negated, (pattern) => pattern.toLowerCase())
    : sortedNames(patterns, negated, (pattern) => pattern, variables);
}

/** `fold`: how they are compared. */
export function sortedNames(
  patterns: readonly string[],
  negated: boolean,
  fold: (pattern: string) => string,
  variables = false,
): Names {
  const exact = new Set<string>();
  const wild = new Map<string, string[]>();
  const variable: string[] = [];
  for (const pattern of patterns)
    if (variables && pattern.includes("${")) variable.push(pattern);
    else if (/[*?]/.test(pattern)) {
      const folded = fold(pattern);
      const service = before(folded, ":");
      const key = /[*?]/.test(service) ? "" : service;
      const list = wild.get(key);
      if (list === undefined) wild.set(key, [folded]);
      else list.push(folded);
    } else exact.add(fold(pattern));
  return {
    negated,
    patterns,
    exact,
    wild,
    variable,
    all: (wild.get("") ?? []).some((pattern) => /^\*+$/.test(pattern)),
  };
}
