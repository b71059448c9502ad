"use client";

import { ArrowRight } from "lucide-react";
import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import { useAction } from "@/app/_action/use-action";
import type { StepLink } from "@/app/setup/steps";
import { ErrorSummary } from "@/components/forms";
import { Button, ProblemNotice } from "@/components/ui";
import { given } from "@/lib/given";
import type { FieldProblem } from "@/lib/plan";
import { isProblem, type Problem } from "@/lib/problems";
import { StepBar } from "./step-bar";
import { ChangedElsewhere, type Conflict } from "./together/changed-elsewhere";

export interface StepFormProps {
  /** What is open, once Continue was pressed (from `useAnswers`). */
  open: readonly FieldProblem[];
  problem: Problem | undefined;
  /** Answers that somebody else has changed at the same time (from `useAnswers`). */
  conflicts?: readonly (Conflict | undefined)[] | undefined;
  /** Whether the visitor may go on; or why the press of Continue came to nothing, to be shown beside it. */
  saveNow: () => Promise<boolean | Problem>;
  back?: StepLink | undefined;
  next?: StepLink | undefined;
  /** What the step still waits for beyond its fields. */
  note?: ReactNode | undefined;
  children: ReactNode;
}

/**
 * A room whose answers are typed: the summary of what is open, the fields, and Continue, which is never switched
 * off: pressed too early it says what is missing. The rail leads on all the same.
 */
export function StepForm({
  open,
  problem,
  conflicts = [],
  saveNow,
  back,
  next,
  note,
  children,
}: StepFormProps) {
  const router = useRouter();
  const { pending, problem: lost, run } = useAction();
  const [attempt, setAttempt] = useState(0);
  const go = () =>
    run(
      async () => {
        const saved = await saveNow();
        return isProblem(saved) ? saved : { ok: true, value: saved };
      },
      (complete) => {
        if (complete && next !== undefined) router.push(next.href);
        // A summary that has just appeared has taken the focus: taking it again would pull it from where it has gone since.
        else if (open.length > 0) setAttempt((count) => count + 1);
      },
    );
  return (
    <>
      <ErrorSummary problems={open} attempt={attempt} />
      {open.length === 0 && <ProblemNotice problem={problem} />}
      {conflicts.map((conflict, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: one place a slice, always in the same order
        <ChangedElsewhere key={index} conflict={conflict} />
      ))}
      {children}
      <StepBar
        {...given({ back })}
        note={note}
        problem={<ProblemNotice problem={lost} />}
        primary={
          <Button variant="primary" pending={pending} pendingLabel="Saving…" onClick={() => void go()}>
            Continue
            <ArrowRight aria-hidden className="size-4" />
          </Button>
        }
      />
    </>
  );
}
