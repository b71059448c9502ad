"use client";

import { Disclosure } from "@/components/ui";
import { type KeptLink, LinkKeeper } from "../link-keeper";
import { createChecklistLink, revokeChecklistLink } from "./checklist-actions";

interface ChecklistLinksProps {
  planId: string;
  links: readonly KeptLink[];
  /** What keeps the checklist from being completed. */
  open: readonly string[];
}

/** Makes, lists and withdraws links to a snapshot of the plan that anybody can read. */
export function ChecklistLinks({ planId, links, open }: ChecklistLinksProps) {
  return (
    <section className="flex max-w-read flex-col gap-4" aria-labelledby="checklist">
      <h2 id="checklist" className="text-lg font-semibold">
        Checklist link
      </h2>
      <p className="max-w-line text-ink-soft">
        A page that a colleague, an auditor or a change ticket can open without an account: the answers and
        every verdict as they are now, without any secret. It does not change later, and it can be withdrawn.
      </p>
      {open.length > 0 && (
        <Disclosure
          summary={`${open.length} ${open.length === 1 ? "point is" : "points are"} open: the checklist will show this`}
        >
          <ul className="flex max-w-line list-disc flex-col gap-1 pl-5">
            {open.map((item) => (
              <li key={item}>{item}</li>
            ))}
          </ul>
        </Disclosure>
      )}
      <LinkKeeper
        what="checklist link"
        initial={links}
        create={(input) => createChecklistLink(planId, input)}
        revoke={(input) => revokeChecklistLink(planId, input)}
        onceWithdrawn="No one can open the checklist at this address any more. This cannot be undone."
      />
    </section>
  );
}
