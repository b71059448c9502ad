"use client";

import { Check, CircleAlert, CircleDashed, RotateCcw } from "lucide-react";
import Link from "next/link";
import { useSelectedLayoutSegment } from "next/navigation";
import { classes } from "@/components/ui/classes";

/** done: completed; doing: begun; todo: not begun; waiting: cannot start yet; problem: a check failed; stale: answers changed since. */
export type RailState = "done" | "doing" | "todo" | "waiting" | "problem" | "stale";

export interface RailStep {
  slug: string;
  href: string;
  title: string;
  state: RailState;
  /** The state in other words than the usual ones. */
  words?: string | undefined;
}

const words: Record<RailState, string> = {
  done: "Completed",
  doing: "In progress",
  todo: "Not yet started",
  waiting: "Cannot start yet",
  problem: "There is a problem",
  stale: "Needs checking again",
};
const inks: Record<RailState, string> = {
  done: "text-ink-soft",
  doing: "text-accent",
  todo: "text-ink-soft",
  waiting: "text-ink-soft",
  problem: "text-fail",
  stale: "text-warn",
};

export interface StepRailProps {
  steps: readonly RailStep[];
  /** Slug of the step on show; found from the address (in a layout of the wizard) unless given. */
  current?: string | undefined;
}

/** The steps in order, all of them links at all times, each with its state in words. */
export function StepRail({ steps, current }: StepRailProps) {
  const segment = useSelectedLayoutSegment();
  const here = current ?? segment;
  return (
    <nav aria-label="Steps">
      <ol className="flex flex-col">
        {steps.map((step, index) => {
          const isHere = step.slug === here;
          return (
            <li key={step.slug} className="relative">
              {index < steps.length - 1 && (
                <span
                  aria-hidden
                  className={classes(
                    "absolute top-9 -bottom-2 left-[1.4rem] w-px",
                    step.state === "done" ? "bg-ink-soft" : "bg-line",
                  )}
                />
              )}
              <Link
                href={step.href}
                aria-current={isHere ? "step" : undefined}
                className={classes(
                  "relative flex gap-3 rounded-md px-2.5 py-2 hover:bg-sunken",
                  isHere && "bg-accent-soft hover:bg-accent-soft",
                )}
              >
                <Marker state={step.state} number={index + 1} here={isHere} />
                <span className="min-w-0">
                  <span className={classes("block", isHere ? "font-semibold" : "font-medium")}>
                    {step.title}
                  </span>
                  <span className={classes("block text-sm", inks[step.state])}>
                    {step.words ?? words[step.state]}
                  </span>
                </span>
              </Link>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

function Marker({ state, number, here }: { state: RailState; number: number; here: boolean }) {
  const icon = "size-3.5";
  return (
    <span
      aria-hidden
      className={classes(
        "mt-0.5 flex size-6 shrink-0 items-center justify-center rounded-full border text-sm font-medium",
        state === "done" && "border-ink-soft bg-ink-soft text-canvas",
        state === "problem" && "border-fail bg-fail-soft text-fail",
        state === "stale" && "border-warn bg-warn-soft text-warn",
        state === "waiting" && "border-dashed border-line-strong bg-canvas text-ink-soft",
        (state === "todo" || state === "doing") &&
          (here ? "border-accent bg-accent text-accent-ink" : "border-line-strong bg-surface text-ink-soft"),
      )}
    >
      {state === "done" ? (
        <Check className={icon} strokeWidth={3} />
      ) : state === "problem" ? (
        <CircleAlert className={icon} />
      ) : state === "stale" ? (
        <RotateCcw className={icon} />
      ) : state === "waiting" && !here ? (
        <CircleDashed className={icon} />
      ) : (
        number
      )}
    </span>
  );
}
