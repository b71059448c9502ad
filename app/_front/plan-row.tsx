"use client";

import Link from "next/link";
import { useState } from "react";
import { done, useAction } from "@/app/_action/use-action";
import { deletePlan, renamePlan } from "@/app/plan-actions";
import { TextField } from "@/components/forms/text-field";
import { Button } from "@/components/ui/button";
import { ConfirmButton } from "@/components/ui/confirm-button";
import { ProblemNotice } from "@/components/ui/notices";
import { WorldBadge } from "@/components/ui/world-badge";
import type { World } from "@/lib/plan";

export interface PlanRowProps {
  id: string;
  name: string;
  world: World;
  account: string;
  /** The first step that is not completed. */
  href: string;
  progress: string;
  changed: string;
  /** The certificate that ends first. */
  ending: { words: string; soon: boolean } | undefined;
  /** The day until which the plan is kept, when that is near. */
  keptUntil: string | undefined;
}

/** One plan of this browser: go on with it, rename it, delete it. */
export function PlanRow({
  id,
  name,
  world,
  account,
  href,
  progress,
  changed,
  ending,
  keptUntil,
}: PlanRowProps) {
  const renaming = useAction();
  const deleting = useAction();
  const [draft, setDraft] = useState<string>();
  const [error, setError] = useState<string>();

  const rename = (name: string) =>
    renaming.run(
      async () => {
        const { writeAnswers } = await import("@/lib/sent");
        const { kept } = writeAnswers("start", { connectionName: name });
        setError(kept[0]?.sentence);
        return kept.length > 0 ? done : renamePlan(id, { name });
      },
      (renamed) => {
        if (renamed !== undefined) setDraft(undefined);
      },
    );

  return (
    <li className="flex flex-col gap-3 border-t border-line px-5 py-4 first:border-t-0">
      <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
        <div className="min-w-0 flex-1 basis-72">
          <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <Link href={href} className="link min-w-0 font-medium break-words">
              {name}
            </Link>
            <WorldBadge world={world} />
          </p>
          <p className="mt-1">{progress}</p>
          <p className="text-sm text-ink-soft">
            {changed}
            {account !== "" && (
              <>
                {" "}
                · account <span className="ident">{account}</span>
              </>
            )}
          </p>
          {keptUntil !== undefined && (
            <p className="text-sm font-medium text-warn">
              Kept until <time dateTime={keptUntil}>{keptUntil}</time>, then removed. Any change or check
              keeps it longer.
            </p>
          )}
          {ending !== undefined && (
            <p className={ending.soon ? "text-sm font-medium text-warn" : "text-sm text-ink-soft"}>
              {ending.words}
            </p>
          )}
        </div>
        <div className="flex gap-2">
          <Button
            size="small"
            aria-label={`Rename ${name}`}
            aria-expanded={draft !== undefined}
            onClick={() => setDraft(draft === undefined ? name : undefined)}
          >
            Rename
          </Button>
          <ConfirmButton
            size="small"
            variant="secondary"
            label="Delete"
            accessibleLabel={`Delete ${name}`}
            title={`Delete ${name}?`}
            confirmLabel="Delete the plan"
            onConfirm={() => deleting.run(() => deletePlan(id, {}))}
          >
            Its answers and the results of its checks are removed from this server and cannot be brought back,
            unless you exported the plan. Nothing in AWS changes.
          </ConfirmButton>
        </div>
      </div>
      <ProblemNotice problem={deleting.problem} />
      {draft !== undefined && (
        <form
          className="flex flex-wrap items-end gap-3"
          onSubmit={(event) => {
            event.preventDefault();
            void rename(draft);
          }}
        >
          <TextField
            name={`name-${id}`}
            label="New name"
            hint="The name of the connection, as it will appear in CipherTrust."
            value={draft}
            error={error}
            onChange={(event) => setDraft(event.target.value)}
            width="medium"
            maxLength={200}
          />
          <Button type="submit" pending={renaming.pending} pendingLabel="Saving…">
            Save the name
          </Button>
          <ProblemNotice problem={renaming.problem} />
        </form>
      )}
    </li>
  );
}
