import type { ReactNode } from "react";
import { countVerdicts, type Verdict, type VerdictStatus } from "@/lib/verdict";
import { StatusWord, statusLooks } from "./status";
import { VerdictRow } from "./verdict";

export interface VerdictGroup {
  title: string;
  /** Ids of the verdicts that stand here, in this order. */
  ids: readonly string[];
  about?: ReactNode | undefined;
}

export interface VerdictListProps {
  verdicts: readonly Verdict[];
  title: string;
  /** What belongs together; verdicts of no group come last under "Others". */
  groups?: readonly VerdictGroup[] | undefined;
  /** The answers changed after these were reached. */
  stale?: boolean | undefined;
  /** Failed rows stand open (default: while there are three or fewer). */
  openFailures?: boolean | undefined;
  /** Heading level of the title. */
  level?: 2 | 3 | undefined;
  /** Right of the title: a button to repeat the check, for example. */
  action?: ReactNode | undefined;
}

const order: readonly VerdictStatus[] = ["fail", "unknown", "warn", "pass", "not-applicable"];

/** Verdicts under a title with their counts. Failures come first only in the count; rows keep the order they are given. */
export function VerdictList({
  verdicts,
  title,
  groups,
  stale = false,
  openFailures,
  level = 2,
  action,
}: VerdictListProps) {
  const counts = countVerdicts(verdicts);
  const opens = openFailures ?? counts.fail <= 3;
  const Heading = level === 2 ? "h2" : "h3";
  const grouped = new Set(groups?.flatMap((group) => group.ids));
  const sections = groups
    ? [
        ...groups.map((group) => ({
          ...group,
          rows: group.ids.flatMap((id) => verdicts.filter((verdict) => verdict.id === id)),
        })),
        { title: "Others", about: undefined, rows: verdicts.filter((verdict) => !grouped.has(verdict.id)) },
      ].filter((section) => section.rows.length > 0)
    : [{ title: "", about: undefined, rows: verdicts }];
  return (
    <section className="flex flex-col gap-3">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-2">
        <Heading className="text-lg font-semibold">{title}</Heading>
        {action}
      </div>
      {(verdicts.length > 1 || stale) && <VerdictSummary verdicts={verdicts} stale={stale} />}
      {sections.map((section) => (
        <div key={section.title} className="flex flex-col gap-2">
          {section.title !== "" && (
            <div className="mt-2">
              <p className="font-medium">{section.title}</p>
              {section.about && <div className="max-w-line text-sm text-ink-soft">{section.about}</div>}
            </div>
          )}
          <div className="overflow-hidden rounded-lg border border-line bg-surface">
            {section.rows.map((verdict) => (
              <VerdictRow
                key={verdict.id}
                verdict={verdict}
                stale={stale}
                open={opens && verdict.status === "fail"}
              />
            ))}
          </div>
        </div>
      ))}
    </section>
  );
}

function countWords(count: number, status: VerdictStatus): string {
  const word = statusLooks[status].word.toLowerCase();
  return `${count} ${status === "warn" && count > 1 ? "warnings" : word}`;
}

/** "36 Passed, 1 Failed, 2 Unknown": the gravest first. */
export function VerdictSummary({
  verdicts,
  stale = false,
}: {
  verdicts: readonly Verdict[];
  stale?: boolean | undefined;
}) {
  const counts = countVerdicts(verdicts);
  const shown = order.filter((status) => counts[status] > 0);
  if (shown.length === 0) return null;
  return (
    <p className="flex flex-wrap items-center gap-2 text-sm">
      {stale && <StatusWord status="warn" words="Out of date: the answers have changed since" filled />}
      {shown.map((status) => (
        <StatusWord
          key={status}
          status={status}
          words={countWords(counts[status], status)}
          muted={stale}
          filled
        />
      ))}
    </p>
  );
}
