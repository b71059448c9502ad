"use client";

import { useState } from "react";
import {
  Button,
  ConfirmButton,
  Disclosure,
  EmptyState,
  Moment,
  Note,
  ProblemNotice,
  SelectField,
} from "@/components/ui";
import type { Problem } from "@/lib/problems";
import { createChecklistLink, revokeChecklistLink } from "./checklist-actions";

interface Link {
  id: string;
  createdAt: Date;
  expiresAt: Date;
  revokedAt: Date | null;
}

interface ChecklistLinksProps {
  planId: string;
  links: readonly Link[];
  now: Date;
  /** What keeps the checklist from being completed. */
  open: readonly string[];
}

const lifetimes = [1, 7, 30, 90] as const;

/** Makes, shows and withdraws links to a snapshot of the plan that anybody can read. */
export function ChecklistLinks({ planId, links: initial, now, open }: ChecklistLinksProps) {
  const [links, setLinks] = useState(initial);
  const [days, setDays] = useState<(typeof lifetimes)[number]>(30);
  const [made, setMade] = useState<{ address: string; completed: boolean }>();
  const [problem, setProblem] = useState<Problem>();
  const [pending, setPending] = useState(false);
  const [said, setSaid] = useState("");
  const live = links.filter((link) => link.revokedAt === null && link.expiresAt > now);

  async function create() {
    setPending(true);
    const answer = await createChecklistLink(planId, { days });
    setPending(false);
    setProblem(answer.ok ? undefined : answer.problem);
    if (!answer.ok) return;
    const { path, completed, link } = answer.value;
    setMade({ address: `${window.location.origin}${path}`, completed });
    setLinks((before) => [link, ...before]);
    setSaid("");
  }
  async function revoke(id: string) {
    const answer = await revokeChecklistLink(planId, { id });
    setProblem(answer.ok ? undefined : answer.problem);
    if (answer.ok) setLinks(answer.value);
  }
  async function copy(address: string) {
    try {
      await navigator.clipboard.writeText(address);
      setSaid("Copied");
    } catch {
      setSaid("Copying was refused: select the address and copy it");
    }
  }

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
          summary={`${open.length} ${open.length === 1 ? "point is" : "points are"} open: the checklist would say so`}
        >
          <ul className="flex max-w-line list-disc flex-col gap-1 pl-5">
            {open.map((item) => (
              <li key={item}>{item}</li>
            ))}
          </ul>
        </Disclosure>
      )}
      <div className="flex flex-wrap items-end gap-3">
        <SelectField
          name="checklistDays"
          label="Can be opened for"
          value={String(days)}
          onChange={(event) => setDays(lifetimes.find((n) => String(n) === event.target.value) ?? 30)}
          options={lifetimes.map((n) => ({ value: String(n), label: n === 1 ? "1 day" : `${n} days` }))}
        />
        <Button pending={pending} pendingLabel="Making the link…" onClick={() => void create()}>
          Make a checklist link
        </Button>
      </div>
      <ProblemNotice problem={problem} />
      {made !== undefined && (
        <Note
          tone="pass"
          alert
          title={
            made.completed
              ? "The checklist is completed"
              : "The link is made; the checklist shows what is open"
          }
          action={
            <>
              <Button size="small" onClick={() => void copy(made.address)}>
                Copy the address
              </Button>
              <span role="status" className="text-sm">
                {said}
              </span>
            </>
          }
        >
          <p>The address is shown once: it is not stored, and whoever has it can read the checklist.</p>
          <p className="mt-1">
            <a
              className="link font-mono text-sm break-all"
              href={made.address}
              target="_blank"
              rel="noreferrer"
            >
              {made.address}
              <span className="sr-only"> (opens in a new tab)</span>
            </a>
          </p>
        </Note>
      )}
      {live.length === 0 ? (
        <EmptyState title="No link can be opened at present" />
      ) : (
        <ul className="flex flex-col">
          {live.map((link) => (
            <li
              key={link.id}
              className="flex flex-wrap items-center justify-between gap-3 border-t border-line py-2 text-sm"
            >
              <span>
                Made <Moment at={link.createdAt} />, until <Moment at={link.expiresAt} />
              </span>
              <ConfirmButton
                label="Withdraw"
                accessibleLabel={`Withdraw the link made ${link.createdAt.toISOString()}`}
                title="Withdraw this link?"
                confirmLabel="Withdraw the link"
                size="small"
                onConfirm={() => revoke(link.id)}
              >
                Whoever has the address can no longer open the checklist. It cannot be given back.
              </ConfirmButton>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
