import { FileCheck, LoaderCircle } from "lucide-react";
import { classes } from "@/components/ui/classes";
import { type ActionState, actionCountWords, countActions } from "@/lib/checks";
import { StatusWord } from "./status";

/** What one way of checking has said of one permission, or that it has not. */
export type PermissionState = ActionState | "asked" | "not-asked";

const words: Record<PermissionState, string> = {
  pass: "Allowed",
  "on-paper": "Allowed on paper",
  warn: "Warning",
  fail: "Denied",
  unknown: "Unknown",
  "not-applicable": "Not applicable",
  asked: "asked…",
  "not-asked": "not asked",
};

export interface PermissionWordProps {
  state: PermissionState;
  /** Stands beside the answer that counts and says nothing against it: without its weight. */
  beside?: boolean | undefined;
  /** What was so once and counts no more. */
  stale?: boolean | undefined;
}

/** A permission's state as icon, word and colour. */
export function PermissionWord({ state, beside = false, stale = false }: PermissionWordProps) {
  if (state === "not-asked") return <span className="text-sm text-ink-soft">{words[state]}</span>;
  if (state === "asked")
    return (
      <span className="inline-flex items-center gap-1.5 text-sm text-ink-soft">
        <LoaderCircle aria-hidden className="size-4 animate-spin" />
        {words[state]}
      </span>
    );
  if (state === "on-paper")
    return (
      <span
        className={classes(
          "inline-flex items-center gap-1.5 whitespace-nowrap text-ink-soft",
          !beside && "font-medium",
        )}
      >
        <FileCheck aria-hidden className="size-4 shrink-0" />
        <span className="self-baseline">
          {/* The column is narrow, and the icon has the tick. */}
          <span className="sr-only">Allowed </span>
          {stale ? "on paper before" : "on paper"}
        </span>
      </span>
    );
  return (
    <StatusWord
      status={state}
      words={stale ? `${words[state]} before` : words[state]}
      muted={stale || beside}
      light={beside}
    />
  );
}

/** "29 allowed, 2 denied, 0 unknown, 3 not answered yet" */
export function permissionCountWords(states: readonly PermissionState[]): string {
  if (states.every((state) => state === "not-asked")) return "not asked yet";
  const counts = countActions(
    states.map((state) => (state === "asked" || state === "not-asked" ? undefined : state)),
  );
  const answered = actionCountWords(counts);
  return counts.open === 0 ? answered : `${answered}, ${counts.open} not answered yet`;
}

const looks: Record<PermissionState, { shape: string; mark: string }> = {
  pass: { shape: "fill-pass-soft stroke-pass", mark: "stroke-pass" },
  // No green: AWS has not said so.
  "on-paper": { shape: "fill-surface stroke-ink-soft", mark: "stroke-ink-soft" },
  warn: { shape: "fill-warn-soft stroke-warn", mark: "stroke-warn" },
  fail: { shape: "fill-fail stroke-fail", mark: "stroke-surface" },
  unknown: { shape: "fill-unknown-soft stroke-unknown [stroke-dasharray:3_2.4]", mark: "stroke-unknown" },
  "not-applicable": { shape: "fill-sunken stroke-line-strong", mark: "stroke-ink-soft" },
  asked: { shape: "fill-none stroke-line-strong", mark: "stroke-ink-soft motion-safe:animate-pulse" },
  "not-asked": { shape: "fill-none stroke-line-strong [stroke-dasharray:1.5_3]", mark: "" },
};

const marks: Partial<Record<PermissionState, string>> = {
  pass: "m6.2 10.4 2.6 2.6 5-5.8",
  "on-paper": "m6.2 11.4 2.4 2.4 4.6-5.4",
  warn: "M10 5.8v5M10 13.9v.2",
  fail: "m6.6 6.6 6.8 6.8m0-6.8-6.8 6.8",
  unknown: "M7.7 8a2.4 2.4 0 1 1 3.5 2.1c-.8.4-1.2.8-1.2 1.5M10 14.3v.1",
  "not-applicable": "M6.5 10h7",
  asked: "M6.4 10v.1M10 10v.1M13.6 10v.1",
};

/** One permission in the picture: its own shape for each state, so that it reads without colour. */
export function PermissionCell({ id, state, stale }: { id: string; state: PermissionState; stale: boolean }) {
  const look = stale && state !== "not-asked" ? looks["not-applicable"] : looks[state];
  const mark = marks[state];
  return (
    <span title={`${id}: ${words[state].toLowerCase()}`} className="inline-flex">
      <svg
        aria-hidden="true"
        data-cell={stale ? "stale" : state}
        viewBox="0 0 20 20"
        className="size-5 print-exact"
        fill="none"
      >
        {state === "unknown" ? (
          <circle cx={10} cy={10} r={8.5} strokeWidth={1.5} className={look.shape} />
        ) : state === "on-paper" ? (
          // A sheet with its corner turned down.
          <path
            d="M3 1.5h9L17 6.5v12H3zM12 1.5v5h5"
            strokeWidth={1.5}
            strokeLinejoin="round"
            className={look.shape}
          />
        ) : (
          <rect x={1.5} y={1.5} width={17} height={17} rx={4} strokeWidth={1.5} className={look.shape} />
        )}
        {mark !== undefined && (
          <path
            d={mark}
            strokeWidth={state === "asked" ? 2.2 : 1.9}
            strokeLinecap="round"
            strokeLinejoin="round"
            className={look.mark}
          />
        )}
      </svg>
    </span>
  );
}
