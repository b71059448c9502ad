import { browserProblems } from "./browser-rows";
import { type Problem, type ProblemOptions, problemOf } from "./problem";

/** A face of its own: with the whole table, every page would load the sentences of every room. */
export { isProblem, type Problem } from "./problem";

/** A refusal that a page makes by itself. */
export function browserProblem(code: keyof typeof browserProblems, options: ProblemOptions = {}): Problem {
  return problemOf(code, browserProblems[code], options);
}
