import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { classes } from "./classes";

export interface DisclosureProps {
  summary: ReactNode;
  children: ReactNode;
  open?: boolean | undefined;
}

/** What most readers do not need, one press away. */
export function Disclosure({ summary, children, open = false }: DisclosureProps) {
  return (
    <details open={open} className="group">
      <summary className="inline-flex min-h-8 items-center gap-2 font-medium text-accent hover:text-accent-strong">
        <ChevronRight aria-hidden className="size-4 transition-transform group-open:rotate-90" />
        {summary}
      </summary>
      <div className="mt-3 flex flex-col gap-4 border-l-2 border-line pl-4">{children}</div>
    </details>
  );
}

export interface LiveRegionProps {
  /** Said when it changes. The region must be on the page before it has words: render it always. */
  message: string;
  assertive?: boolean | undefined;
  /** Only heard, not seen. */
  hidden?: boolean | undefined;
}

export function LiveRegion({ message, assertive = false, hidden = false }: LiveRegionProps) {
  return (
    <div
      role={assertive ? "alert" : "status"}
      className={hidden || message === "" ? "sr-only" : "text-sm text-ink-soft"}
    >
      {message}
    </div>
  );
}

export interface SkeletonProps {
  /** What is being loaded, for those who do not see it: "Verdicts". */
  label: string;
  /** Rows of the height of a verdict row, lines of text, or one block of code. */
  shape?: "rows" | "lines" | "block" | undefined;
  count?: number | undefined;
}

/** Keeps the size of what comes. */
export function Skeleton({ label, shape = "lines", count = 3 }: SkeletonProps) {
  const bar = "animate-pulse rounded-sm bg-line motion-reduce:animate-none";
  const items = Array.from({ length: shape === "block" ? 1 : count }, (_, index) => index);
  return (
    <div role="status" className={classes("flex flex-col", shape === "lines" ? "gap-3" : "gap-0")}>
      <span className="sr-only">{label}: loading</span>
      {items.map((item) =>
        shape === "rows" ? (
          <div
            key={item}
            aria-hidden
            className="flex h-[4.25rem] items-center gap-6 border-t border-line px-4"
          >
            <div className={`${bar} h-4 w-24`} />
            <div className={`${bar} h-4 flex-1`} />
          </div>
        ) : shape === "lines" ? (
          <div
            key={item}
            aria-hidden
            className={classes(bar, "h-4", item === count - 1 ? "w-2/3" : "w-full")}
          />
        ) : (
          <div key={item} aria-hidden className={`${bar} h-72 w-full rounded-lg`} />
        ),
      )}
    </div>
  );
}

export interface EmptyStateProps {
  title: string;
  children?: ReactNode | undefined;
  action?: ReactNode | undefined;
}

/** Nothing is here yet, and what makes it be here. */
export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-start gap-2 rounded-lg border border-dashed border-line-strong px-5 py-6">
      <p className="font-medium">{title}</p>
      {children && <div className="max-w-line text-ink-soft">{children}</div>}
      {action && <div className="mt-2">{action}</div>}
    </div>
  );
}
