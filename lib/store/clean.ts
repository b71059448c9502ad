/**
 * PostgreSQL's jsonb takes neither NUL nor half of a surrogate pair, and both can be pasted.
 * Gives the same value with NUL left out and lone halves replaced; Dates and other objects stay as they are.
 */
export function cleanText<T>(value: T): T;
export function cleanText(value: unknown): unknown {
  if (typeof value === "string") return value.replaceAll("\0", "").replace(loneSurrogate, "\uFFFD");
  if (Array.isArray(value)) return value.map((entry) => cleanText(entry));
  if (typeof value === "object" && value !== null && isPlain(value))
    return Object.fromEntries(
      Object.entries(value).map(([key, entry]) => [cleanText(key), cleanText(entry)]),
    );
  return value;
}

const loneSurrogate = /\p{Surrogate}/gu;

/** As `JSON.parse` or `bare` makes them: no Date, no class. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
