/**
 * The only place where values meet bash. Every value of a plan stands in a script as one single-quoted word: nothing
 * inside single quotes is expanded, whatever it holds, and no here-document can be closed early.
 * https://www.gnu.org/software/bash/manual/html_node/Single-Quotes.html
 */

/** Whether bash can hold the text: it keeps every character but NUL, and a lone surrogate has no UTF-8 form. */
export function canBeQuoted(text: string): boolean {
  return !text.includes("\u0000") && text.isWellFormed();
}

/**
 * The text as one bash word, for bash 3.2 (macOS) and later.
 * @throws RangeError where {@link canBeQuoted} says no; blueprints refuse such values before a script is written
 */
export function quoteBash(text: string): string {
  if (!canBeQuoted(text)) throw new RangeError("A text with a NUL character cannot stand in a bash script.");
  return `'${text.split("'").join(String.raw`'\''`)}'`;
}

/** As {@link quoteBash}, but bare where no character means anything to a shell: a command to read and type. */
export function bashWord(text: string): string {
  // "~", "=" in front and "-" are left to the caller's place in the command; none of these expands inside a word.
  return /^[\w@%+=:,./-]+$/.test(text) ? text : quoteBash(text);
}

/** `readonly NAME='value'`, the one form in which values enter our scripts. */
export function assignBash(name: string, value: string): string {
  if (!/^[A-Z][A-Z0-9_]*$/.test(name)) throw new RangeError(`"${name}" is no name of a variable here.`);
  return `readonly ${name}=${quoteBash(value)}`;
}
