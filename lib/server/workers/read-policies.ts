import {
  judgeExcess,
  judgePolicies,
  type PolicyDocument,
  type PolicyScope,
  readPolicy,
} from "@/lib/permissions";
import { isProblem, type Problem, problem } from "@/lib/problems";
import type { Verdict } from "@/lib/verdict";

export interface PoliciesToRead {
  /** The documents as JSON text. */
  policies: readonly string[];
  /** The permissions boundary's document; empty: there is none. */
  boundary: string;
  /** The plan's permission sets in force, and what it narrows. */
  sets: readonly string[];
  scope: PolicyScope;
  now: Date;
}

/** Far more than a role holds; every action is asked about in every region and just outside, which takes its time. */
const MOST_STATEMENTS = 200;

/** What policies allow of a plan and give beyond it, or the problem of the first that cannot be read (`field`). */
export function readAndJudgePolicies({
  policies,
  boundary,
  sets,
  scope,
  now,
}: PoliciesToRead): Verdict[] | Problem {
  const read: PolicyDocument[] = [];
  const strict = { partition: scope.partition };
  for (const [index, document] of policies.entries()) {
    const policy = readPolicy(document, strict);
    if (isProblem(policy)) return { ...policy, field: `policy-${index}` };
    read.push(policy);
  }
  const limit = boundary.trim() === "" ? undefined : readPolicy(boundary, strict);
  if (isProblem(limit)) return { ...limit, field: "boundary" };
  const count = [...read, ...(limit === undefined ? [] : [limit])].flatMap(
    ({ Statement }) => Statement,
  ).length;
  if (count > MOST_STATEMENTS)
    return problem("policies-too-long", { values: { count, most: MOST_STATEMENTS } });
  const options = limit === undefined ? { scope } : { boundary: limit, scope };
  return [...judgePolicies(read, sets, now, options), ...judgeExcess(read, sets, now, scope)];
}
