"use server";

import { z } from "zod";
import { problem } from "@/lib/problems";
import { openInvitation, visitorAction } from "@/lib/server";
import { getStore } from "@/lib/store";

/** Lets this browser work on the plan that the link invites to. */
export const joinPlan = visitorAction(
  { name: "join-plan", limit: "link", input: z.strictObject({ token: z.string().regex(/^[\w-]{0,100}$/) }) },
  async ({ token }, { visitor, now }) => {
    const invitation = await openInvitation(token);
    if (invitation === undefined) return problem("link-not-found");
    await (await getStore()).invitations.join(invitation.plan.id, visitor, now);
    return { href: `/setup/${invitation.plan.id}` };
  },
);
