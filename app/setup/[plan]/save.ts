"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { isKeyClaim, keyVerdict } from "@/lib/certificates/public";
import { basisOf, type FieldProblem, openAnswers, type World } from "@/lib/plan";
import { sentAnswers } from "@/lib/sent";
import { planAction } from "@/lib/server";
import { getStore } from "@/lib/store";
import { savedAnswer } from "./together/saved";

/**
 * Saves some fields of one slice, each in its written form: what a visitor answered, finished or not. What somebody
 * else has changed since the page was made is not written over, but handed back.
 */
export const saveAnswers = planAction(
  { name: "save-answers", input: sentAnswers },
  async (sent, { plan, now }) => {
    const store = await getStore();
    const { slice, seen } = sent;
    const saved = await store.plans.saveSeen(plan.id, { slice, patch: patchOf(sent, plan.world), seen, now });
    refresh();
    const open: FieldProblem[] = openAnswers(slice, saved.document);
    return { savedAt: now, open, ...savedAnswer(slice, saved, sent.fields, plan) };
  },
);

/** The account number of a sandbox plan is its world's: changing it would point at somebody else's world. */
function patchOf(sent: z.output<typeof sentAnswers>, world: World) {
  if (sent.slice !== "start" || world !== "sandbox") return sent.fields;
  const { accountId: _, ...rest } = sent.fields;
  return rest;
}

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
