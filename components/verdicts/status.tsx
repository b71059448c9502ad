import { CircleAlert, CircleCheck, CircleHelp, CircleMinus, CircleX, type LucideIcon } from "lucide-react";
import { classes } from "@/components/ui/classes";
import type { VerdictStatus } from "@/lib/verdict";

interface StatusLook {
  word: string;
  icon: LucideIcon;
  text: string;
  soft: string;
  edge: string;
}

/** Icon, word and colour of each status: never one of them alone. */
export const statusLooks: Record<VerdictStatus, StatusLook> = {
  pass: { word: "Passed", icon: CircleCheck, text: "text-pass", soft: "bg-pass-soft", edge: "border-pass" },
  warn: { word: "Warning", icon: CircleAlert, text: "text-warn", soft: "bg-warn-soft", edge: "border-warn" },
  fail: { word: "Failed", icon: CircleX, text: "text-fail", soft: "bg-fail-soft", edge: "border-fail" },
  // Nobody could tell: a question, in a colour of its own and with a dashed edge, so that it is not read as "nearly fine".
  unknown: {
    word: "Unknown",
    icon: CircleHelp,
    text: "text-unknown",
    soft: "bg-unknown-soft",
    edge: "border-unknown border-dashed",
  },
  "not-applicable": {
    word: "Not applicable",
    icon: CircleMinus,
    text: "text-ink-soft",
    soft: "bg-sunken",
    edge: "border-line",
  },
};

export interface StatusWordProps {
  status: VerdictStatus;
  /** Other words for the same status, for example "Stale". */
  words?: string | undefined;
  /** Filled: a pill on its own; plain (default): inside a row. */
  filled?: boolean | undefined;
  /** What was so once and counts no more: without its colour. */
  muted?: boolean | undefined;
  /** In the weight of the text around it. */
  light?: boolean | undefined;
}

export function StatusWord({ status, words, filled, muted, light }: StatusWordProps) {
  const look = statusLooks[status];
  const Icon = look.icon;
  return (
    <span
      className={classes(
        "inline-flex items-center gap-1.5",
        // A sentence in place of the status's word may wrap.
        words === undefined && "whitespace-nowrap",
        !light && "font-medium",
        muted ? "text-ink-soft" : look.text,
        filled && "rounded-[0.875rem] border px-2.5 py-0.5 text-sm",
        filled && (muted ? "border-line border-dashed bg-sunken" : `${look.soft} ${look.edge}`),
      )}
    >
      <Icon aria-hidden className="size-4 shrink-0" strokeWidth={2.25} />
      <span className="self-baseline">{words ?? look.word}</span>
    </span>
  );
}
