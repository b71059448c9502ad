import { type Plan, type ResultId, type Results, resultNow } from "@/lib/plan";
import { countVerdicts } from "@/lib/verdict";

export interface PlanView {
  plan: Plan;
  results: Results;
}

/** How a step stands, in one sentence at its top: the first thing that a visitor reads of it. */
export interface Standing {
  /** `open`: nothing was checked yet, or answers are missing. */
  status: "pass" | "warn" | "fail" | "unknown" | "open";
  words: string;
  /** When a check said so; without it, the sentence is about the answers. */
  at?: Date | undefined;
}

/** "1 answer is still needed." */
export function missingAnswers(count: number): Standing {
  return {
    status: "open",
    words: count === 1 ? "1 answer is still needed" : `${count} answers are still needed`,
  };
}

/**
 * How a check stands: by its worst verdict.
 * @param good what is said when every verdict passes
 */
export function checkStanding(id: ResultId, view: PlanView, good: string): Standing {
  const { kept, stale, verdicts } = resultNow(id, view);
  if (kept === undefined) return { status: "open", words: "Not checked yet" };
  if (stale) return { status: "open", words: "The answers have changed since the check" };
  const { fail, unknown, warn } = countVerdicts(verdicts);
  if (fail > 0) return { status: "fail", words: things(fail, "to fix"), at: kept.at };
  if (unknown > 0)
    return { status: "unknown", words: things(unknown, "that could not be checked"), at: kept.at };
  const warned = warn === 0 ? "" : warn === 1 ? ", with 1 warning" : `, with ${warn} warnings`;
  return { status: warn > 0 ? "warn" : "pass", words: good + warned, at: kept.at };
}

function things(count: number, what: string): string {
  return `${count} ${count === 1 ? "thing" : "things"} ${what}`;
}
