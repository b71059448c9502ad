import { StatusWord } from "@/components/verdicts";
import type { Verdict, VerdictStatus } from "@/lib/verdict";

/** What a cell of the regions' table says: a verdict's status, or why there is none. */
export function RegionStatus({
  verdict,
  stale,
  words,
  otherwise,
}: {
  verdict: Verdict | undefined;
  stale: boolean;
  words: Partial<Record<VerdictStatus, string>>;
  otherwise: string;
}) {
  if (verdict === undefined) return <span className="text-ink-soft">{otherwise}</span>;
  const said = words[verdict.status];
  return (
    <StatusWord
      status={verdict.status}
      muted={stale}
      {...(stale ? { words: "Out of date" } : said === undefined ? {} : { words: said })}
    />
  );
}
