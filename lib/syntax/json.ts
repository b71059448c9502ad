/**
 * The only place where JSON is made to stand inside another text. JSON itself is `JSON.stringify`: it escapes quotes,
 * control characters and lone surrogates, so every text comes back as it was.
 */

/** JSON text in ASCII alone, whatever it held: the same value for every parser. */
export function toAscii(json: string): string {
  return json.replace(/[\u007F-\uFFFF]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/**
 * A value as JSON in ASCII alone. The AWS CLI decodes `file://` parameters by the terminal's locale, and a shell in
 * the C locale would fail on the first umlaut.
 */
export function asciiJson(value: unknown): string {
  return toAscii(JSON.stringify(value));
}
