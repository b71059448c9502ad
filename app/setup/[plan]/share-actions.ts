"use server";

import { z } from "zod";
import { linkDays, newLink, planAction } from "@/lib/server";
import { getStore } from "@/lib/store";

/**
 * Makes a link that lets whoever opens it work on the plan.
 * `path` holds the token: it is told once, here. Prepend `location.origin`.
 */
export const createInvitation = planAction(
  { name: "create-invitation", limit: "create", input: z.strictObject({ days: z.literal(linkDays) }) },
  async ({ days }, { plan, now }) => {
    const { token, stored } = newLink(days, now);
    const link = await (await getStore()).invitations.create(plan.id, stored);
    return { path: `/join/${token}`, link };
  },
);

/** Withdraws an invitation. Whoever joined by it before stays. */
export const revokeInvitation = planAction(
  { name: "revoke-invitation", input: z.strictObject({ id: z.uuid() }) },
  async ({ id }, { plan, now }) => {
    const { invitations } = await getStore();
    await invitations.revoke(plan.id, id, now);
    return invitations.list(plan.id);
  },
);
