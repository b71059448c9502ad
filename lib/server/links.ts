import { cache } from "react";
import type { Checklist } from "@/lib/checklist";
import type { Plan } from "@/lib/plan";
import { getStore } from "@/lib/store";
import { hashToken, isToken, newCapability } from "./capability";

/** How long a link can live, in days. */
export const linkDays = [1, 7, 30, 90] as const;
export type LinkDays = (typeof linkDays)[number];

const DAY = 24 * 3600 * 1000;

/** A new link: the token for the visitor's eyes, once, and what the store keeps of it. */
export function newLink(days: LinkDays, now: Date) {
  const { token, hash } = newCapability();
  return { token, stored: { tokenHash: hash, expiresAt: new Date(now.getTime() + days * DAY), now } };
}

/** The checklist behind a token; undefined for an expired, withdrawn or unknown one. Once a request. */
export const openChecklist = cache(async (token: string): Promise<Checklist | undefined> => {
  if (!isToken(token)) return undefined;
  return (await getStore()).checklists.findLive(hashToken(token), new Date());
});

/** The plan that a token invites to; undefined for an expired, withdrawn or unknown one. Once a request. */
export const openInvitation = cache(
  async (token: string): Promise<{ plan: Plan; expiresAt: Date } | undefined> => {
    if (!isToken(token)) return undefined;
    return (await getStore()).invitations.findLive(hashToken(token), new Date());
  },
);
