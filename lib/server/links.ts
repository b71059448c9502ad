import { cache } from "react";
import { type Checklist, snapshotInOwnWords } from "@/lib/checklist";
import type { Plan } from "@/lib/plan";
import { getStore, type Store } from "@/lib/store";
import { hashToken, isToken, newCapability, sameHash } from "./capability";

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
  const found = await open(token, (store) => store.checklists);
  return found && snapshotInOwnWords(found.checklist);
});

/** The plan that a token invites to; undefined for an expired, withdrawn or unknown one. Once a request. */
export const openInvitation = cache(
  async (token: string): Promise<{ plan: Plan; expiresAt: Date } | undefined> => {
    const found = await open(token, (store) => store.invitations);
    return found && { plan: found.plan, expiresAt: found.expiresAt };
  },
);

/**
 * What a live token opens: the one place where links are resolved. The row is found by the token's hash, and found
 * again by a comparison in constant time: the database's own takes as long as hashes agree, which tells of a hash at
 * most, and no token can be made to fit one. The second look costs nothing, and holds when a lookup should ever become
 * looser than "equal" (a collation, a prefix, a mistake of ours).
 */
async function open<Found extends { tokenHash: string }>(
  token: string,
  kind: (store: Store) => { findLive(hash: string, now: Date): Promise<Found | undefined> },
): Promise<Found | undefined> {
  if (!isToken(token)) return undefined;
  const hash = hashToken(token);
  const found = await kind(await getStore()).findLive(hash, new Date());
  return found !== undefined && sameHash(found.tokenHash, hash) ? found : undefined;
}
