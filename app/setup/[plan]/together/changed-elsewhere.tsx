"use client";

import { Button, Note } from "@/components/ui";
import { shortened } from "@/lib/bounded";
import type { SliceName } from "@/lib/plan";
import { answerLabel, answerWords } from "./answer-words";

/** Answers that two people have changed at the same time. Neither is lost until one of the buttons is pressed. */
export interface Conflict {
  slice: SliceName;
  /** By field: what this page has, and what the plan has. */
  answers: Readonly<Record<string, { yours: unknown; theirs: unknown }>>;
  at: Date;
  keepYours: () => void;
  takeTheirs: () => void;
}

export function ChangedElsewhere({ conflict }: { conflict: Conflict | undefined }) {
  return (
    <div role="status">
      {conflict !== undefined && (
        <Note
          tone="warn"
          title="Somebody else has changed this meanwhile"
          action={
            <div className="flex flex-wrap gap-3">
              <Button onClick={conflict.takeTheirs}>Take theirs</Button>
              <Button onClick={conflict.keepYours}>Keep yours</Button>
            </div>
          }
        >
          <p>
            In another window, at{" "}
            <time dateTime={conflict.at.toISOString()} suppressHydrationWarning>
              {conflict.at.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" })}
            </time>
            . Yours is still in this page and is not saved.
          </p>
          <dl className="mt-2 flex flex-col gap-2">
            {Object.entries(conflict.answers).map(([field, { yours, theirs }]) => (
              <div key={field} className="wrap-anywhere">
                <dt className="font-medium">{answerLabel(conflict.slice, field)}</dt>
                <dd>Theirs: {shortened(answerWords(theirs), 300)}</dd>
                <dd>Yours: {shortened(answerWords(yours), 300)}</dd>
              </div>
            ))}
          </dl>
        </Note>
      )}
    </div>
  );
}
