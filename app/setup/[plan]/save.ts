"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { isKeyClaim, keyVerdict } from "@/lib/certificates/public";
import { basisOf, type FieldProblem, openAnswers, type SliceName, sliceSchemas } from "@/lib/plan";
import { problem } from "@/lib/problems";
import { planAction } from "@/lib/server";
import { getStore } from "@/lib/store";

const sliceNames = Object.keys(sliceSchemas) as [SliceName, ...SliceName[]];

/** Saves some fields of one slice: what a visitor typed, finished or not. */
export const saveAnswers = planAction(
  {
    name: "save-answers",
    input: z.object({ slice: z.enum(sliceNames), fields: z.record(z.string().max(60), z.unknown()) }),
  },
  async ({ slice, fields }, { plan, now }) => {
    // The account number of a sandbox plan is its world's: changing it would point at somebody else's world.
    const { accountId: _, ...rest } = fields;
    const patch = slice === "start" && plan.world === "sandbox" ? rest : fields;
    const parsed = sliceSchemas[slice].partial().safeParse(patch);
    if (!parsed.success)
      return problem("input-refused", {
        fields: parsed.error.issues.map((issue) => ({
          field: issue.path.join("."),
          sentence: `This answer ${issue.message}.`,
        })),
      });
    const store = await getStore();
    const document = await store.plans.saveFields(plan.id, slice, parsed.data, now);
    refresh();
    const open: FieldProblem[] = openAnswers(slice, document);
    return { savedAt: now, open };
  },
);

/**
 * Takes what the visitor's browser found of the private key, which no server sees: codes of a table, out of which the
 * words are written here. They read as a browser's wherever they are shown.
 */
export const recordKeyChecks = planAction(
  {
    name: "record-key-checks",
    input: z.strictObject({
      claims: z
        .array(z.strictObject({ id: z.string().max(60), reason: z.string().max(60) }))
        .min(1)
        .max(2)
        .refine((claims) => claims.every(isKeyClaim), "must be of the kinds that a browser can judge")
        .refine((claims) => new Set(claims.map(({ id }) => id)).size === claims.length, "must be different"),
    }),
  },
  async ({ claims }, { plan, now }) => {
    const verdicts = claims.flatMap((claim) => {
      const verdict = keyVerdict(claim, now);
      return verdict === undefined
        ? []
        : [{ ...verdict, evidence: { ...verdict.evidence, world: plan.world } }];
    });
    const id = "private-key";
    const { results } = await getStore();
    await results.save(plan.id, { id, verdicts, basis: basisOf(id, plan.document), at: now });
    refresh();
    return { savedAt: now };
  },
);
