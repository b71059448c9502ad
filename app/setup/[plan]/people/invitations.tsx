"use client";

import { type KeptLink, LinkKeeper } from "../link-keeper";
import { createInvitation, revokeInvitation } from "../share-actions";

export function Invitations({ planId, links }: { planId: string; links: readonly KeptLink[] }) {
  return (
    <LinkKeeper
      what="invitation link"
      initial={links}
      create={(input) => createInvitation(planId, input)}
      revoke={(input) => revokeInvitation(planId, input)}
      onceWithdrawn="This link no longer works. Everyone who has already joined keeps access."
      primary
    />
  );
}
