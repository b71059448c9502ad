"use client";

import { CalendarPlus } from "lucide-react";
import { useAction } from "@/app/_action/use-action";
import { Button, ProblemNotice } from "@/components/ui";
import { downloadText } from "./download";
import type { CertificateSummary } from "./summary";

const words = {
  client: "Client certificate",
  intermediate: "Intermediate",
  "trust-anchor": "CA certificate",
  unused: "Certificate",
} as const;

/** A calendar file with an event where each certificate ends, and reminders before it. */
export function Reminder({
  summaries,
  connectionName,
}: {
  summaries: readonly CertificateSummary[];
  connectionName: string;
}) {
  const { pending, problem, run } = useAction();
  const load = async () => ({ ok: true, value: await import("@/lib/certificates/public") }) as const;
  function give({ expiryCalendar }: typeof import("@/lib/certificates/public")) {
    const expiries = summaries
      .filter(({ place }) => place !== "unused")
      .map(({ place, subject, notAfter, fingerprint }) => ({
        what: `${words[place]} ${subject}`,
        notAfter: new Date(notAfter),
        id: fingerprint,
      }));
    downloadText(
      "certificates-expire.ics",
      expiryCalendar(expiries, connectionName || "CipherTrust connection", new Date()),
      "text/calendar",
    );
  }
  return (
    <div className="flex flex-col items-end gap-2">
      <Button
        size="small"
        icon={<CalendarPlus aria-hidden className="size-4" />}
        pending={pending}
        onClick={() => void run(load, give)}
      >
        Download a reminder (.ics)
      </Button>
      <ProblemNotice problem={problem} />
    </div>
  );
}
