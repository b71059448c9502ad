import { classes } from "@/components/ui/classes";
import { CodeCard } from "@/components/ui/code-card";
import { ExternalLink } from "@/components/ui/external-link";
import { Ident } from "@/components/ui/ident";
import { Moment } from "@/components/ui/moment";
import type { EvidenceKind, Verdict } from "@/lib/verdict";

const kindWords: Record<EvidenceKind, string> = {
  probe: "Asked {world} and read its answer",
  simulation: "Answered by the policy simulator of {world}",
  static: "Checked here against the documented rule; {world} was not asked",
  browser: "Checked in this browser",
  pasted: "Read from pasted output; not checked live",
};

/** How the evidence was come by, in words that claim no more than was done. */
export function howWords(kind: EvidenceKind, world: "aws" | "sandbox" | undefined): string {
  return kindWords[kind].replace("{world}", () => (world === "sandbox" ? "the sandbox" : "AWS"));
}

export interface VerdictDetailsProps {
  verdict: Verdict;
  /** The answers changed after the check. */
  stale?: boolean | undefined;
  /** Only what it rests on: another verdict on the same thing says why it matters and what to do. */
  less?: boolean | undefined;
}

/** All that a verdict rests on, and what to do: what stands behind its row, wherever a verdict is shown. */
export function VerdictDetails({ verdict, stale = false, less = false }: VerdictDetailsProps) {
  const { evidence, remedy, source, why } = verdict;
  return (
    <div className="flex flex-col gap-4">
      {why !== undefined && !less && <p className="max-w-line">{why}</p>}
      <dl className="grid gap-x-4 gap-y-1.5 text-sm sm:grid-cols-[6.5rem_1fr]">
        <Fact term="Looked at">
          <Ident text={evidence.lookedAt} />
        </Fact>
        <Fact term="Expected">
          <Ident text={evidence.expected} />
        </Fact>
        <Fact term="Found" strong>
          <Ident text={evidence.found} />
        </Fact>
        <Fact term="How">
          {howWords(evidence.kind, evidence.world)}, <Moment at={evidence.at} />
          {stale && (
            <strong className="font-medium text-warn">. The answers have changed since: check again.</strong>
          )}
        </Fact>
        {source !== undefined && (
          <Fact term="Source">
            {source.url === undefined ? (
              source.title
            ) : (
              <ExternalLink href={source.url}>{source.title}</ExternalLink>
            )}
          </Fact>
        )}
      </dl>
      {remedy !== undefined && !less && (
        <div className="flex flex-col gap-3 border-l-2 border-accent pl-4">
          <p className="max-w-line">
            <span className="font-medium">What to do: </span>
            {remedy.text}
            {remedy.where !== undefined && <span className="text-ink-soft"> {remedy.where}</span>}
          </p>
          {remedy.command !== undefined && (
            <CodeCard
              code={remedy.command}
              language={remedy.language ?? "bash"}
              copyLabel="Copy the remedy"
              plain
            />
          )}
        </div>
      )}
      {evidence.details !== undefined && (
        <details className="text-sm">
          <summary className="inline-block py-1 text-accent underline underline-offset-4">Details</summary>
          <pre
            // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
            tabIndex={0}
            className="mt-2 max-h-80 overflow-auto rounded-md bg-sunken p-3 font-mono text-sm break-words whitespace-pre-wrap"
          >
            {evidence.details}
          </pre>
        </details>
      )}
    </div>
  );
}

function Fact({
  term,
  strong = false,
  children,
}: {
  term: string;
  strong?: boolean | undefined;
  children: React.ReactNode;
}) {
  return (
    <>
      <dt className="text-ink-soft">{term}</dt>
      <dd className={classes("mb-2 min-w-0 wrap-anywhere sm:mb-0", strong && "font-medium")}>{children}</dd>
    </>
  );
}
