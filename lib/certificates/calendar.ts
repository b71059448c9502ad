import { canBeIcs, icsFile, icsText } from "@/lib/syntax";
import { shown } from "./read/names";

/** One end of validity, for a calendar. */
export interface Expiry {
  /** "Client certificate CN=ckm-prod". */
  what: string;
  notAfter: Date;
  /** Makes the event the same one when the file is imported again: a fingerprint. */
  id: string;
}

const REMIND_DAYS = [45, 14, 3] as const;

/**
 * An iCalendar file (RFC 5545) with an event for each end of validity, the earliest first, and reminders before it.
 * @param connection name of the connection, for the title
 */
export function expiryCalendar(expiries: readonly Expiry[], connection: string, now: Date): string {
  const events = [...expiries]
    .sort((a, b) => a.notAfter.getTime() - b.notAfter.getTime())
    .flatMap(({ what, notAfter, id }) => [
      "BEGIN:VEVENT",
      `UID:${id.replace(/[^A-Za-z0-9]/g, "").slice(0, 64)}@aws-connection-wizard`,
      `DTSTAMP:${stamp(now)}`,
      `DTSTART:${stamp(notAfter)}`,
      `DTEND:${stamp(notAfter)}`,
      `SUMMARY:${text(`${what} ends (${connection})`)}`,
      `DESCRIPTION:${icsText("After this moment CipherTrust can no longer sign in to AWS with it. Renew it before then: the wizard compares the new certificate with the old one.")}`,
      ...REMIND_DAYS.flatMap((days) => [
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        `TRIGGER:-P${days}D`,
        `DESCRIPTION:${text(`${what}: ${days} days left`)}`,
        "END:VALARM",
      ]),
      "END:VEVENT",
    ]);
  return icsFile([
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//aws-connection-wizard//expiry//EN",
    "CALSCALE:GREGORIAN",
    ...events,
    "END:VCALENDAR",
  ]);
}

/** A name may hold what a calendar cannot: it is shown as an escape, as everywhere. */
const text = (name: string) =>
  icsText(name.toWellFormed().replace(/\p{Cc}/gu, (mark) => (canBeIcs(mark) ? mark : shown(mark))));

const stamp = (date: Date) => `${date.toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;
