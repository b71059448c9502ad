"use client";

import { useEffect, useRef } from "react";

export interface ErrorSummaryProps {
  /** What stands at the fields, in the same words and order. Empty: nothing is shown. */
  problems: readonly { field: string; sentence: string }[];
  title?: string | undefined;
  /** Changes on each failed press (a counter), so that the summary takes focus again for the same problems. */
  attempt?: number | undefined;
}

/** Everything that keeps the step from going on, linked to its field. It takes focus when it appears. */
export function ErrorSummary({
  problems,
  title = "Some answers need another look",
  attempt = 0,
}: ErrorSummaryProps) {
  const box = useRef<HTMLDivElement>(null);
  const there = problems.length > 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt takes focus again
  useEffect(() => {
    if (!there) return;
    box.current?.focus();
    const plain = document.title.replace(/^Error: /, "");
    document.title = `Error: ${plain}`;
    return () => {
      document.title = document.title.replace(/^Error: /, "");
    };
  }, [there, attempt]);
  if (!there) return null;
  return (
    <div
      ref={box}
      role="alert"
      tabIndex={-1}
      className="max-w-read rounded-lg border-2 border-fail bg-surface px-5 py-4 focus:outline-2 focus:outline-offset-2 focus:outline-accent"
    >
      <h2 className="text-lg font-semibold">{title}</h2>
      <ul className="mt-2 flex flex-col gap-1">
        {problems.map(({ field, sentence }) => (
          <li key={`${field} ${sentence}`}>
            <a
              href={`#${field}`}
              className="link font-medium text-fail"
              onClick={(event) => {
                const control = document.getElementById(field);
                if (!control) return;
                event.preventDefault();
                control.closest("details:not([open])")?.setAttribute("open", "");
                control.scrollIntoView({ block: "center" });
                control.focus({ preventScroll: true });
              }}
            >
              {sentence}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
