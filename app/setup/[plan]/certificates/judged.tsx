"use client";

import { Disclosure, EmptyState } from "@/components/ui";
import { StatusWord, VerdictList } from "@/components/verdicts";
import type { Verdict } from "@/lib/verdict";
import { Changes } from "./changes";
import { ReadCertificates } from "./read-certificates";
import type { JudgedProps } from "./setting";

/** What was read and judged: the certificates, their chain, and a verdict for each rule. */
export function Judged({
  verdicts,
  stale,
  summaries,
  keyVerdicts,
  keyStale,
  connectionName,
}: JudgedProps & { connectionName: string }) {
  if (verdicts.length === 0 && keyVerdicts.length === 0)
    return (
      <EmptyState title="No verdicts yet">
        Give the CA certificate and the client certificate: every rule is checked at once, and each result
        says what was found and how to fix it.
      </EmptyState>
    );
  const all = [...verdicts, ...keyVerdicts];
  const of = (part: string) => verdicts.filter(({ id }) => id.startsWith(part));
  return (
    <div className="flex flex-col gap-10">
      <ReadCertificates summaries={summaries} verdicts={all} connectionName={connectionName} />
      <Changes verdicts={all} />
      <Part title="Private key" verdicts={keyVerdicts} stale={keyStale} />
      <Part title="Client certificate" verdicts={of("client")} stale={stale} />
      <Part title="CA certificate (trust anchor)" verdicts={of("anchor")} stale={stale} />
    </div>
  );
}

/** What needs a look stands open; the rules that are met are one press away. */
function Part({ title, verdicts, stale }: { title: string; verdicts: readonly Verdict[]; stale: boolean }) {
  if (verdicts.length === 0) return null;
  const met = verdicts.filter(({ status }) => status === "pass" || status === "not-applicable");
  const rest = verdicts.filter((verdict) => !met.includes(verdict));
  if (met.length <= 3) return <VerdictList title={title} verdicts={verdicts} stale={stale} />;
  const summary =
    rest.length === 0
      ? `All ${met.length} rules are met or do not apply`
      : `${met.length} other rules are met or do not apply`;
  return (
    <section className="flex flex-col gap-3">
      {rest.length > 0 ? (
        <VerdictList title={title} verdicts={rest} stale={stale} />
      ) : (
        <>
          <h2 className="text-lg font-semibold">{title}</h2>
          <p>
            <StatusWord
              status={stale ? "warn" : "pass"}
              words={stale ? "Out of date" : "Nothing to fix"}
              filled
            />
          </p>
        </>
      )}
      <Disclosure summary={summary}>
        <VerdictList title={`${title}: rules that are met`} level={3} verdicts={met} stale={stale} />
      </Disclosure>
    </section>
  );
}
