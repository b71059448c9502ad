import { ChevronRight } from "lucide-react";
import { Ident } from "@/components/ui/ident";
import type { Verdict } from "@/lib/verdict";
import { StatusWord, statusLooks } from "./status";
import { VerdictDetails } from "./verdict-details";

export interface VerdictRowProps {
  verdict: Verdict;
  /** Opened at first. Rows that failed open by themselves when `openFailures` of the list is on. */
  open?: boolean | undefined;
  /** The answers changed after the check. */
  stale?: boolean | undefined;
}

/** One verdict: a row, and behind it everything that it rests on. The same everywhere. */
export function VerdictRow({ verdict, open = false, stale = false }: VerdictRowProps) {
  const { evidence, status, title } = verdict;
  return (
    <details
      open={open}
      className="group @container border-t border-line first:border-t-0"
      data-status={status}
    >
      <summary className="flex items-start gap-x-3 px-4 py-2.5 hover:bg-sunken">
        <ChevronRight
          aria-hidden
          className="no-print mt-1 size-4 shrink-0 text-ink-soft transition-transform group-open:rotate-90"
        />
        <span className="flex min-w-0 flex-1 flex-col gap-x-4 sm:flex-row">
          <span className="sm:w-36 sm:shrink-0">
            <StatusWord
              status={status}
              muted={stale}
              words={stale && status !== "not-applicable" ? `${statusLooks[status].word} before` : undefined}
            />
          </span>
          <span className="grid min-w-0 flex-1 gap-x-6 @3xl:grid-cols-2">
            <span className="font-medium group-open:col-span-full">
              <Ident text={title} />
            </span>
            <span className="line-clamp-2 text-sm leading-6 wrap-anywhere text-ink-soft group-open:hidden">
              <Ident text={evidence.found} />
            </span>
          </span>
        </span>
      </summary>
      <div className="px-4 pb-5 sm:pl-[12.75rem]">
        <VerdictDetails verdict={verdict} stale={stale} />
      </div>
    </details>
  );
}
