import { headers } from "next/headers";
import { unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import { isProblem, type Problem, problem } from "@/lib/problems";
import { isRefusal, isStoreUnavailable, type Visitor } from "@/lib/store";
import { getEnvironment } from "./environment";
import { logError, newReference } from "./log";
import { isSameOrigin } from "./origin";
import { fullSentence, sentenceOf } from "./sentences";
import { getLimits, type LimitName } from "./visitors/limits";
import { provenSince } from "./visitors/visitor";

/** What every action has in common, in the order in which it is judged. */

export interface ActionOptions<S extends z.ZodType> {
  /** For the log. */
  name: string;
  input: S;
  limit?: LimitName;
  /** Longest time for the handler, at most 15,000 (the default). */
  deadlineMs?: number;
}

const DEADLINE_MS = 15_000;
/** A handler that heard the signal gets this long to give its own, better answer. */
const GRACE_MS = 1_000;

/** Refuses a request that is not from our pages, or one too many. It asks no database: refusing must be cheap. */
export async function refuseRequest(
  limit: LimitName,
  visitor: Visitor | undefined,
  now: Date,
): Promise<Problem | undefined> {
  if (!isSameOrigin(await headers(), getEnvironment())) return problem("foreign-origin");
  const since = visitor === undefined ? undefined : await provenSince();
  const caller =
    visitor === undefined || since === undefined ? undefined : { ...visitor, provenSince: since };
  return getLimits().count(limit, caller, now);
}

/** The input as its schema reads it, or the refusal that names every field. */
export function readInput<S extends z.ZodType>(schema: S, input: unknown): { data: z.output<S> } | Problem {
  const read = schema.safeParse(input, { error: sentenceOf });
  if (read.success) return { data: read.data };
  const fields = read.error.issues.map(({ path, message }) => ({
    field: path.map(String).join("."),
    sentence: fullSentence(message),
  }));
  return problem("input-refused", { values: { count: fields.length }, fields });
}

export interface Deadline {
  signal: AbortSignal;
  /** Gives the promise's value, or the problem "deadline-passed" when it takes too long. */
  race<T>(promise: Promise<T>): Promise<T | Problem>;
  end(): void;
}

export function startDeadline(milliseconds = DEADLINE_MS): Deadline {
  const limit = Math.min(milliseconds, DEADLINE_MS);
  const controller = new AbortController();
  const refusal = problem("deadline-passed", { values: { seconds: Math.round(limit / 1000) } });
  const first = setTimeout(() => controller.abort(new DOMException("deadline", "TimeoutError")), limit);
  let second: NodeJS.Timeout | undefined;
  const late = new Promise<Problem>((resolve) => {
    second = setTimeout(() => resolve(refusal), limit + GRACE_MS);
  });
  return {
    signal: controller.signal,
    race: (promise) => Promise.race([promise, late]),
    end() {
      clearTimeout(first);
      clearTimeout(second);
    },
  };
}

/** Turns whatever was thrown into a problem that tells nothing internal. Next's own signals (redirect) pass through. */
export function problemOf(error: unknown, name: string): Problem {
  unstable_rethrow(error);
  if (isRefusal(error)) return error.problem;
  if (isProblem(error)) return error;
  const gone = isStoreUnavailable(error);
  const reference = gone ? error.digest : newReference();
  logError({ event: gone ? "store unavailable" : "unexpected error", name, reference, error });
  return gone ? problem("store-unavailable") : problem("unexpected", { values: { reference } });
}
