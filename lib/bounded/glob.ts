import type { Budget } from "./budget";

/** One unit of a pattern that is compared: a character, any text (`STAR`), or any one character (`ANY`). */
export const STAR = 0;
export const ANY = 1;
export type GlobToken = string | typeof STAR | typeof ANY;

/**
 * Whether a text matches a pattern of IAM's kind: `*` is any text, `?` any one character. Two pointers: what stands
 * before the last star is never looked at again, so that many stars cost no more than one. At worst the length of the
 * text times that of the longest part between stars; `steps` counts, and ends it.
 * @returns undefined where the budget ended first
 */
export function matchesTokens(
  tokens: readonly GlobToken[],
  chars: readonly string[],
  steps?: Budget,
): boolean | undefined {
  let t = 0;
  let c = 0;
  let star = -1;
  let resume = 0;
  let done = 0;
  while (c < chars.length) {
    done += 1;
    if ((done & 0xff) === 0 && steps?.spend(0x100) === false) return undefined;
    const token = tokens[t];
    if (token === STAR) {
      star = t++;
      resume = c;
    } else if (token !== undefined && (token === ANY || token === chars[c])) {
      t++;
      c++;
    } else if (star >= 0) {
      t = star + 1;
      c = ++resume;
    } else break;
  }
  if (steps?.spend((done & 0xff) + 1) === false) return undefined;
  if (c < chars.length) return false;
  while (tokens[t] === STAR) t++;
  return t === tokens.length;
}

/**
 * As `matchesTokens`, for a pattern without variables, as it stands; case counts. `?` is one character, also one of two
 * code units.
 */
export function matchesGlob(pattern: string, text: string, steps?: Budget): boolean | undefined {
  if (steps?.left === false) return undefined;
  if (/[\uD800-\uDFFF]/.test(text)) return matchesTokens(tokensOf(pattern), [...text], steps);
  let p = 0;
  let at = 0;
  let star = -1;
  let resume = 0;
  let done = 0;
  while (at < text.length) {
    done += 1;
    if ((done & 0xff) === 0 && steps?.spend(0x100) === false) return undefined;
    const code = pattern.charCodeAt(p);
    if (code === STAR_CODE) {
      star = p++;
      resume = at;
    } else if (code === ANY_CODE || code === text.charCodeAt(at)) {
      p++;
      at++;
    } else if (star >= 0) {
      p = star + 1;
      at = ++resume;
    } else break;
  }
  // To begin at all costs as much as a few comparisons.
  if (steps?.spend((done & 0xff) + 3) === false) return undefined;
  if (at < text.length) return false;
  while (pattern.charCodeAt(p) === STAR_CODE) p++;
  return p === pattern.length;
}

const STAR_CODE = 42;
const ANY_CODE = 63;

function tokensOf(pattern: string): GlobToken[] {
  return Array.from(pattern, (char) => (char === "*" ? STAR : char === "?" ? ANY : char));
}
