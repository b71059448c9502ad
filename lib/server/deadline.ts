import { type Problem, problem } from "@/lib/problems";
import { stoppingSignal } from "./stopping";

const DEADLINE_MS = 15_000;
/** A handler that heard the signal gets this long to give its own, better answer. */
const GRACE_MS = 1_000;

export interface Deadline {
  signal: AbortSignal;
  /** Gives the promise's value, or a problem when it takes too long ("deadline-passed") or the server stops. */
  race<T>(promise: Promise<T>): Promise<T | Problem>;
  /** What cut it off, once something did: a stream whose handler came to an end of its own may be without its rest. */
  cutBy(): Problem | undefined;
  end(): void;
}

export function startDeadline(milliseconds = DEADLINE_MS): Deadline {
  const limit = Math.min(milliseconds, DEADLINE_MS);
  const controller = new AbortController();
  const stopping = stoppingSignal();
  let grace: NodeJS.Timeout | undefined;
  let answer: (problem: Problem) => void = () => {};
  const over = new Promise<Problem>((resolve) => {
    answer = resolve;
  });
  let reason: Problem | undefined;
  const cut = (refusal: Problem) => {
    reason ??= refusal;
    controller.abort(new DOMException(refusal.code, "TimeoutError"));
    grace ??= setTimeout(() => answer(refusal), GRACE_MS);
  };
  const seconds = Math.round(limit / 1000);
  const late = setTimeout(() => cut(problem("deadline-passed", { values: { seconds } })), limit);
  const onStopping = () => cut(problem("server-stopping"));
  stopping.addEventListener("abort", onStopping);
  return {
    signal: controller.signal,
    cutBy: () => reason,
    race: (promise) => Promise.race([promise, over]),
    end() {
      clearTimeout(late);
      clearTimeout(grace);
      stopping.removeEventListener("abort", onStopping);
    },
  };
}
