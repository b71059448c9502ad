/**
 * Writes what a reader cannot see as escapes: control and format characters (also those that turn the direction of a
 * line, so that a file reads as it is read), line separators, every blank but the space, private and unassigned ones.
 */
export function escapeUnseen(text: string, as: (codePoint: number) => string): string {
  return text.replace(/[\p{C}\p{Z}]/gu, (mark) => (mark === " " ? mark : as(mark.codePointAt(0) ?? 0)));
}
