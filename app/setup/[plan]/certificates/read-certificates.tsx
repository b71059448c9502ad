"use client";

import { useEffect, useState } from "react";
import { TrustDrawing, type TrustPart } from "@/components/pictures";
import { Ident } from "@/components/ui";
import { type Verdict, verdictReasons } from "@/lib/verdict";
import { Reminder } from "./reminder";
import type { CertificateSummary } from "./summary";

const places = {
  client: "Client certificate",
  intermediate: "Intermediate",
  "trust-anchor": "CA certificate",
  unused: "Not used",
} as const;

/** The certificates that were read, as a chain and as a list, with the days that each has left. */
export function ReadCertificates({
  summaries,
  verdicts,
  connectionName,
}: {
  summaries: readonly CertificateSummary[];
  verdicts: readonly Verdict[];
  connectionName: string;
}) {
  // The days left depend on the visitor's clock; the server renders the date alone.
  const [now, setNow] = useState<number>();
  useEffect(() => setNow(Date.now()), []);
  if (summaries.length === 0) return null;
  const chain = chainParts(summaries, verdicts);
  return (
    <section aria-labelledby="read-title" className="flex flex-col gap-4">
      <div className="flex flex-wrap items-baseline justify-between gap-3">
        <h2 id="read-title" className="text-lg font-semibold">
          What was read
        </h2>
        <Reminder summaries={summaries} connectionName={connectionName} />
      </div>
      {chain.length > 1 && <TrustDrawing title="The chain of certificates" parts={chain} />}
      <ul className="flex flex-col gap-2">
        {summaries.map((one) => (
          <li
            key={one.fingerprint + one.place}
            className="rounded-lg border border-line bg-surface px-4 py-3"
          >
            <p className="font-medium">
              {places[one.place]}: <Ident text={one.subject} />
            </p>
            <p className="text-sm text-ink-soft">
              {one.key}; issued by <Ident text={one.issuer} />; serial <Ident text={one.serial} />
            </p>
            <p className="text-sm">
              Until <time dateTime={one.notAfter}>{one.notAfter.slice(0, 10)}</time>
              {now !== undefined && <strong className="font-medium">{daysWords(one.notAfter, now)}</strong>}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function daysWords(notAfter: string, now: number): string {
  const days = Math.floor((Date.parse(notAfter) - now) / 86_400_000);
  if (days < 0) return ", expired";
  return days === 1 ? ", 1 day left" : `, ${days} days left`;
}

/** The path from the client's certificate to the anchor; an issue of the chain shows as a break at the anchor. */
function chainParts(summaries: readonly CertificateSummary[], verdicts: readonly Verdict[]): TrustPart[] {
  const failed = (prefix: string) =>
    verdicts.some(({ id, status }) => id.startsWith(prefix) && status === "fail");
  const issued = verdicts.find(({ id }) => id === "client.issued-by-anchor")?.status;
  const linked = issued === "pass" ? "proven" : issued === "fail" ? "broken" : "unproven";
  const fact = (subject: string) => subject.replace(/^CN=/, "").slice(0, 40);
  return summaries
    .filter(({ place }) => place !== "unused")
    .map((one) => ({
      id: one.place === "client" ? "certificate" : one.place === "trust-anchor" ? "anchor" : "intermediate",
      label: places[one.place],
      fact: fact(one.subject),
      state:
        one.place === "client"
          ? ownRulesFail(verdicts)
            ? "broken"
            : "proven"
          : one.place === "trust-anchor" && failed("anchor")
            ? "broken"
            : linked,
    }));
}

function ownRulesFail(verdicts: readonly Verdict[]): boolean {
  return verdicts.some(
    ({ id, status, evidence }) =>
      status === "fail" && id.startsWith("client.") && evidence.reason !== verdictReasons.path,
  );
}
