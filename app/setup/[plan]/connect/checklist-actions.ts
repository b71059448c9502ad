"use server";

import { z } from "zod";
import { stateOf, stepStateWords, stepsFor } from "@/app/setup/steps";
import { isProblem } from "@/lib/problems";
import { linkDays, newLink, planAction, runTask, toolVersion } from "@/lib/server";
import { getStore } from "@/lib/store";

/**
 * Stores a snapshot of the plan as it is now and makes a link to it.
 * `path` holds the token: it is told once, here. Prepend `location.origin`.
 */
export const createChecklistLink = planAction(
  { name: "create-checklist-link", limit: "create", input: z.strictObject({ days: z.literal(linkDays) }) },
  async ({ days }, { plan, results, visitor, now, signal }) => {
    const view = { plan, results: await results() };
    const { token, stored } = newLink(days, now);
    const steps = stepsFor(plan).map((step) => ({
      title: step.title,
      state: stepStateWords[stateOf(step, view)],
      answers: step.readsBack(view),
    }));
    const checklist = await runTask(
      "build-checklist",
      { ...view, steps, now, expiresAt: stored.expiresAt, version: toolVersion },
      { visitor, signal },
    );
    if (isProblem(checklist)) return checklist;
    const link = await (await getStore()).checklists.create(plan.id, checklist, stored);
    return { path: `/checklist/${token}`, completed: checklist.completed, link };
  },
);

/** Withdraws a link: its page is gone from now on. */
export const revokeChecklistLink = planAction(
  { name: "revoke-checklist-link", input: z.strictObject({ id: z.uuid() }) },
  async ({ id }, { plan, now }) => {
    const { checklists } = await getStore();
    await checklists.revoke(plan.id, id, now);
    return checklists.list(plan.id);
  },
);
