/**
 * Cuts characters off the end, one look at each. A regular expression such as `[\s,]+$` begins at every place of the
 * text, and is slow on many blanks in its middle.
 */
export function trimEndOf(text: string, isCut: (char: string) => boolean): string {
  let end = text.length;
  while (end > 0 && isCut(text[end - 1] ?? "")) end -= 1;
  return text.slice(0, end);
}

/** What stands before the first of these, or all of it. */
export function before(text: string, mark: string): string {
  const at = text.indexOf(mark);
  return at < 0 ? text : text.slice(0, at);
}

/** What stands behind the last of these, or all of it. */
export function behindLast(text: string, mark: string): string {
  return text.slice(text.lastIndexOf(mark) + mark.length * Number(text.includes(mark)));
}

/** For a sentence: at most `max` characters, and a mark where more was there. */
export function shortened(text: string, max = 200): string {
  return text.length > max ? `${text.slice(0, max)}…` : text;
}
