/**
 * The only place where values meet iCalendar (RFC 5545): TEXT of section 3.3.11, folded lines of section 3.1.
 */

/** Whether a calendar can hold the text: no control character but the line feed and the tab, no half characters. */
export function canBeIcs(text: string): boolean {
  return text.isWellFormed() && !/[^\P{Cc}\n\t\u0080-\u009F]/u.test(text);
}

/** @throws RangeError where {@link canBeIcs} says no */
export function icsText(text: string): string {
  if (!canBeIcs(text)) throw new RangeError("A text with a control character cannot stand in a calendar.");
  return text.replace(/[\\;,\n]/g, (mark) => (mark === "\n" ? "\\n" : `\\${mark}`));
}

/** The file of these content lines: none longer than 75 octets, none cut within a character, CRLF at each end. */
export function icsFile(lines: readonly string[]): string {
  return lines.map((line) => `${fold(line)}\r\n`).join("");
}

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
