"use client";

import { useEffect, useRef } from "react";

export interface StepHeadingProps {
  step: number;
  of: number;
  /** The h1: active verb and thing. */
  title: string;
  question: string;
}

// The first page of a visit keeps the browser's own focus, so that the skip link is the first stop.
let arrived = false;

/** "Step 2 of 6" and the h1, which takes focus when the step was changed within the wizard. */
export function StepHeading({ step, of, title, question }: StepHeadingProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (arrived) heading.current?.focus();
    arrived = true;
  }, []);
  return (
    <header className="flex flex-col gap-1">
      <p className="text-sm font-medium text-ink-soft">
        Step {step} of {of}
      </p>
      <h1 ref={heading} tabIndex={-1} className="text-xl font-semibold tracking-tight">
        {title}
      </h1>
      <p className="max-w-line text-base text-ink-soft">{question}</p>
    </header>
  );
}
