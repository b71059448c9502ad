import { type Problem, type ProblemOptions, problemOf } from "./problem";
import { type ProblemCode, problemTable } from "./table";

export { isProblem, type Problem } from "./problem";
export type { ProblemRow } from "./row";
export { type ProblemCode, problemTable } from "./table";

/**
 * A refusal from the table.
 * @param options.values fills `{name}` in title, sentence and remedy
 */
export function problem(code: ProblemCode, options: ProblemOptions = {}): Problem {
  return problemOf(code, problemTable[code], options);
}
