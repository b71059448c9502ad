"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { policyScope } from "@/lib/exports";
import { setIdsInForce } from "@/lib/permissions";
import { basisOf } from "@/lib/plan";
import { isProblem } from "@/lib/problems";
import { sentPolicy } from "@/lib/sent";
import { planAction, runTask } from "@/lib/server";
import { getStore } from "@/lib/store";

/**
 * Reads policies that exist already against the plan: what they allow of it, and what they give beyond it. Nothing
 * but the verdicts is kept: the documents are not stored. What comes was read by the page and built anew.
 */
export const readPolicies = planAction(
  {
    name: "read-policies",
    limit: "check",
    input: z.strictObject({ policies: z.array(sentPolicy).min(1).max(5), boundary: sentPolicy.optional() }),
  },
  async ({ policies, boundary }, { plan, visitor, now, signal }) => {
    const sets = setIdsInForce(plan.document.start.sets);
    const scope = policyScope(plan.document);
    const verdicts = await runTask(
      "read-policies",
      {
        policies: policies.map((policy) => JSON.stringify(policy)),
        boundary: boundary === undefined ? "" : JSON.stringify(boundary),
        sets,
        scope,
        now,
      },
      { visitor, signal },
    );
    if (isProblem(verdicts)) return verdicts;
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
