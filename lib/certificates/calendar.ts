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
      `SUMMARY:${escapeText(`${what} ends (${connection})`)}`,
      `DESCRIPTION:${escapeText("After this moment CipherTrust can no longer sign in to AWS with it. Renew it before: the wizard judges the new certificate against the old one.")}`,
      ...REMIND_DAYS.flatMap((days) => [
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        `TRIGGER:-P${days}D`,
        `DESCRIPTION:${escapeText(`${what}: ${days} days left`)}`,
        "END:VALARM",
      ]),
      "END:VEVENT",
    ]);
  return [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//aws-connection-wizard//expiry//EN",
    "CALSCALE:GREGORIAN",
    ...events,
    "END:VCALENDAR",
  ]
    .map(fold)
    .join("\r\n")
    .concat("\r\n");
}

const stamp = (date: Date) => `${date.toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;

const escapeText = (text: string) =>
  text
    .replace(/[\\;,]/g, (mark) => `\\${mark}`)
    .replace(/\r?\n/g, "\\n")
    .replace(/\p{Cc}/gu, " ");

/** Lines of at most 75 octets, continued with a blank; no UTF-8 character is cut (RFC 5545 3.1). */
function fold(line: string): string {
  const lines: string[] = [];
  let current = "";
  let size = 0;
  for (const character of line) {
    const octets = new TextEncoder().encode(character).length;
    if (size + octets > 75) {
      lines.push(current);
      current = " ";
      size = 1;
    }
    current += character;
    size += octets;
  }
  return [...lines, current].join("\r\n");
}
