"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { planScope } from "@/lib/exports";
import { setIdsInForce } from "@/lib/permissions";
import { basisOf } from "@/lib/plan";
import { isProblem } from "@/lib/problems";
import { planAction, runTask } from "@/lib/server";
import { getStore } from "@/lib/store";

/** A little above what `readPolicy` takes, so that its own sentence is the one that is shown. */
const text = z.string().max(80_000, "has more characters than any policy has");

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
  async ({ policies, boundary }, { plan, visitor, now, signal }) => {
    const sets = setIdsInForce(plan.document.start.sets);
    const scope = planScope(plan.document);
    const verdicts = await runTask(
      "read-policies",
      { policies, boundary, sets, scope, now },
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
