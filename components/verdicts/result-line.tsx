import { Circle } from "lucide-react";
import { classes } from "@/components/ui/classes";
import { Moment } from "@/components/ui/moment";
import type { World } from "@/lib/plan";
import type { VerdictStatus } from "@/lib/verdict";
import { statusLooks } from "./status";

export interface ResultLineProps {
  status: VerdictStatus | "open";
  words: string;
  at?: Date | undefined;
  world: World;
}

/** The id that a run which ends gives the focus to. */
export const RESULT_LINE = "result";

/** How the step stands, in one sentence. It is there before anything changes, so that a change is read out. */
export function ResultLine({ status, words, at, world }: ResultLineProps) {
  const look = status === "open" ? undefined : statusLooks[status];
  const Icon = look?.icon ?? Circle;
  return (
    <p
      id={RESULT_LINE}
      tabIndex={-1}
      role="status"
      data-status={status}
      className={classes(
        "-mt-4 flex max-w-wide items-start gap-x-2 rounded-md border px-3 py-2 print-exact",
        look === undefined ? "border-line bg-surface" : `${look.soft} ${look.edge}`,
      )}
    >
      <Icon
        aria-hidden
        className={classes("mt-1 size-4 shrink-0", look?.text ?? "text-ink-soft")}
        strokeWidth={2.25}
      />
      <span className="flex min-w-0 flex-wrap items-baseline gap-x-3">
        <span className={classes("font-medium", look?.text)}>{words}</span>
        {at !== undefined && (
          <span className="text-sm text-ink-soft">
            <Moment at={at} />, {world === "sandbox" ? "in the sandbox" : "in AWS"}
          </span>
        )}
      </span>
    </p>
  );
}
