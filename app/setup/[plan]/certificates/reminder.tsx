"use client";

import { CalendarPlus } from "lucide-react";
import { Button } from "@/components/ui";
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
  async function give() {
    const { expiryCalendar } = await import("@/lib/certificates/public");
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
    <Button size="small" icon={<CalendarPlus aria-hidden className="size-4" />} onClick={() => void give()}>
      Download a reminder (.ics)
    </Button>
  );
}
