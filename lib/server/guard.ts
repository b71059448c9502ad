import { headers } from "next/headers";
import { unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import { isProblem, type Problem, problem } from "@/lib/problems";
import { findSecret } from "@/lib/sent";
import { isRefusal, isStoreUnavailable, type Visitor } from "@/lib/store";
import { getEnvironment } from "./environment";
import { logError, newReference } from "./log";
import { isSameOrigin } from "./origin";
import { fullSentence, sentenceOf } from "./sentences";
import { getLimits, type LimitName } from "./visitors/rate-limits";
import { provenSince } from "./visitors/visitor";

/** What every action has in common, in the order in which it is judged. */

export interface ActionOptions<S extends z.ZodType> {
  /** For the log. */
  name: string;
  input: S;
  limit?: LimitName | undefined;
  /** Where in the input an access key may stand, on purpose: "proof.secretAccessKey". Nowhere else may a secret. */
  accessKeyAt?: readonly string[] | undefined;
  /** Longest time for the handler, at most 15,000 (the default). */
  deadlineMs?: number | undefined;
}

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

/** The input as its schema reads it, or the refusal that names every field. Nothing of a refused value is logged. */
export function readInput<S extends z.ZodType>(
  options: Pick<ActionOptions<S>, "input" | "accessKeyAt">,
  input: unknown,
): { data: z.output<S> } | Problem {
  // Whatever a schema forgets: no action takes a secret, but at the places that it names.
  const secret = findSecret(input, options.accessKeyAt);
  if (secret === "too-much") return problem("input-too-much");
  if (secret !== undefined)
    return problem("input-holds-secret", { values: { what: secret.what }, field: secret.field });
  const read = options.input.safeParse(input, { error: sentenceOf });
  if (read.success) return { data: read.data };
  const fields = read.error.issues.map(({ path, message }) => ({
    field: path.map(String).join("."),
    sentence: fullSentence(message),
  }));
  return problem("input-refused", { values: { count: fields.length }, fields });
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
