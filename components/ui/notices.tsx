import { CircleAlert, CircleCheck, CircleX, FlaskConical, Info } from "lucide-react";
import type { ReactNode } from "react";
import type { Problem } from "@/lib/problems";
import { classes } from "./classes";

export type NoteTone = "info" | "pass" | "warn" | "fail" | "sandbox";

const tones = {
  info: { icon: Info, look: "border-line bg-surface", ink: "text-accent", word: "Note" },
  pass: { icon: CircleCheck, look: "border-pass bg-pass-soft", ink: "text-pass", word: "Done" },
  warn: { icon: CircleAlert, look: "border-warn bg-warn-soft", ink: "text-warn", word: "Warning" },
  fail: { icon: CircleX, look: "border-fail bg-fail-soft", ink: "text-fail", word: "Problem" },
  sandbox: {
    icon: FlaskConical,
    look: "border-ink border-dashed bg-surface",
    ink: "text-ink",
    word: "Sandbox",
  },
} as const;

export interface NoteProps {
  tone?: NoteTone | undefined;
  title?: string | undefined;
  children?: ReactNode | undefined;
  /** Below the text: buttons or links. */
  action?: ReactNode | undefined;
  /** Said at once by a screen reader when it appears. */
  alert?: boolean | undefined;
}

/** Something worth a frame of its own. Most sentences are not. */
export function Note({ tone = "info", title, children, action, alert = false }: NoteProps) {
  const { icon: Icon, look, ink, word } = tones[tone];
  return (
    <div
      role={alert ? "alert" : undefined}
      className={classes("flex gap-3 rounded-lg border px-4 py-3", look)}
    >
      <Icon aria-hidden className={classes("mt-1 size-4 shrink-0", ink)} />
      <div className="flex min-w-0 flex-1 flex-col gap-1">
        <span className="sr-only">{word}: </span>
        {title !== undefined && <p className="font-medium">{title}</p>}
        {children && <div className="max-w-line text-ink">{children}</div>}
        {action && <div className="mt-2 flex flex-wrap gap-3">{action}</div>}
      </div>
    </div>
  );
}

export interface ProblemNoticeProps {
  problem: Problem | undefined;
  action?: ReactNode | undefined;
}

/** An expected refusal: what happened, what to do, and the raw words behind "Details". */
export function ProblemNotice({ problem, action }: ProblemNoticeProps) {
  if (problem === undefined) return null;
  return (
    <Note tone="fail" title={problem.title} alert action={action}>
      <p>{problem.sentence}</p>
      {problem.fields !== undefined && problem.fields.length > 0 && (
        <ul className="mt-1 list-disc pl-5">
          {problem.fields.map(({ field, sentence }) => (
            <li key={`${field} ${sentence}`}>{sentence}</li>
          ))}
        </ul>
      )}
      <p className="mt-1">{problem.remedy}</p>
      {problem.details !== undefined && (
        <details className="mt-2 text-sm">
          <summary className="inline-block py-1 text-accent underline underline-offset-4">Details</summary>
          <pre
            // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
            tabIndex={0}
            className="mt-1 max-h-64 overflow-auto rounded-md bg-sunken p-3 font-mono break-words whitespace-pre-wrap"
          >
            {problem.details}
          </pre>
        </details>
      )}
    </Note>
  );
}
