"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { planScope } from "@/lib/exports";
import {
  judgeExcess,
  judgePolicies,
  type PolicyDocument,
  readPolicy,
  setIdsInForce,
} from "@/lib/permissions";
import { basisOf } from "@/lib/plan";
import { isProblem, type Problem, problem } from "@/lib/problems";
import { planAction } from "@/lib/server";
import { getStore } from "@/lib/store";

/** A little above what `readPolicy` takes, so that its own sentence is the one that is shown. */
const text = z.string().max(80_000, "has more characters than any policy has");

/** Far more than a role holds; every action is asked about in every region and just outside, which takes its time. */
const MOST_STATEMENTS = 200;

/**
 * Reads policies that exist already against the plan: what they allow of it, and what they give beyond it. Nothing
 * but the verdicts is kept: the documents are not stored.
 */
export const readPolicies = planAction(
  {
    name: "read-policies",
    limit: "check",
    input: z.object({ policies: z.array(text).min(1).max(5), boundary: text }),
  },
  async ({ policies, boundary }, { plan, now }) => {
    const read: PolicyDocument[] = [];
    for (const [index, document] of policies.entries()) {
      const policy = readPolicy(document);
      if (isProblem(policy)) return at(policy, `policy-${index}`);
      read.push(policy);
    }
    const limit = boundary.trim() === "" ? undefined : readPolicy(boundary);
    if (isProblem(limit)) return at(limit, "boundary");
    const count = [...read, ...(limit === undefined ? [] : [limit])].flatMap(
      ({ Statement }) => Statement,
    ).length;
    if (count > MOST_STATEMENTS)
      return problem("policies-too-long", { values: { count, most: MOST_STATEMENTS } });
    const sets = setIdsInForce(plan.document.start.sets);
    const scope = planScope(plan.document);
    const options = limit === undefined ? { scope } : { boundary: limit, scope };
    const verdicts = [...judgePolicies(read, sets, now, options), ...judgeExcess(read, sets, now, scope)];
    const result = {
      id: "permissions-read" as const,
      verdicts,
      basis: basisOf("permissions-read", plan.document),
      at: now,
    };
    await (await getStore()).results.save(plan.id, result);
    refresh();
    return { verdicts };
  },
);

function at(problem: Problem, field: string): Problem {
  return { ...problem, field };
}
