"use client";

import { EmptyState, VerdictList } from "@/components/ui";
import type { JudgedProps } from "./certificates-room";
import { Changes } from "./changes";
import { ReadCertificates } from "./read-certificates";

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
        Give the CA certificate and the client certificate: every rule is judged at once, and each answer says
        what was found and how to mend it.
      </EmptyState>
    );
  const key = keyVerdicts.length > 0 ? keyVerdicts : [];
  const of = (part: string) => verdicts.filter(({ id }) => id.startsWith(part));
  const anchor = of("anchor");
  const client = of("client");
  return (
    <div className="flex flex-col gap-10">
      <ReadCertificates
        summaries={summaries}
        verdicts={[...verdicts, ...key]}
        connectionName={connectionName}
      />
      <Changes verdicts={[...verdicts, ...key]} />
      {key.length > 0 && <VerdictList title="Private key" verdicts={key} stale={keyStale} />}
      {client.length > 0 && <VerdictList title="Client certificate" verdicts={client} stale={stale} />}
      {anchor.length > 0 && (
        <VerdictList title="CA certificate (trust anchor)" verdicts={anchor} stale={stale} />
      )}
    </div>
  );
}
