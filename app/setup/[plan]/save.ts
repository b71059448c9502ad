"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import {
  basisOf,
  type FieldProblem,
  openAnswers,
  type resultIds,
  type SliceName,
  sliceSchemas,
} from "@/lib/plan";
import { problem } from "@/lib/problems";
import { planAction } from "@/lib/server";
import { getStore } from "@/lib/store";
import { type EvidenceKind, verdictSchema } from "@/lib/verdict";

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

/** What a browser may claim: what it judged itself, or what somebody pasted. The server writes all other kinds. */
const browserKinds: readonly EvidenceKind[] = ["browser", "pasted"];
const browserResults = [
  "private-key",
  "permissions-pasted",
] as const satisfies readonly (typeof resultIds)[number][];

/** Takes verdicts that were reached in the visitor's browser; they read so wherever they are shown. */
export const recordVerdicts = planAction(
  {
    name: "record-verdicts",
    input: z.object({
      id: z.enum(browserResults),
      verdicts: z
        .array(verdictSchema)
        .min(1)
        .max(200)
        .refine((verdicts) => verdicts.every((verdict) => browserKinds.includes(verdict.evidence.kind)), {
          message: "may only hold what a browser judged or a person pasted",
        }),
    }),
  },
  async ({ id, verdicts }, { plan, now }) => {
    const store = await getStore();
    const stamped = verdicts.map((verdict) => ({
      ...verdict,
      evidence: { ...verdict.evidence, at: now, world: plan.world },
    }));
    await store.results.save(plan.id, { id, verdicts: stamped, basis: basisOf(id, plan.document), at: now });
    refresh();
    return { savedAt: now };
  },
);
