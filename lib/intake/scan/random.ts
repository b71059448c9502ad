/**
 * Whether a run of letters and digits looks like chance, as keys and tokens do, and not like names, paths and ids.
 * Counts how often capitals, small letters and digits change from one character to the next: two in three for chance,
 * one in three at most for words and CamelCase.
 */
export function looksRandom(text: string): boolean {
  return text
    .slice(0, 4000)
    .split(/[-_.=]/)
    .some((part) => part.length >= 24 && mixed(part));
}

/** Capitals, small letters, digits, others; by numbers, since this is asked of every sign of long texts. */
function kindOf(code: number): number {
  if (code >= 65 && code <= 90) return 0;
  if (code >= 97 && code <= 122) return 1;
  return code >= 48 && code <= 57 ? 2 : 3;
}

function mixed(part: string): boolean {
  let changes = 0;
  const seen = [0, 0, 0, 0];
  let before = -1;
  for (let at = 0; at < part.length; at += 1) {
    const kind = kindOf(part.charCodeAt(at));
    seen[kind] = (seen[kind] ?? 0) + 1;
    if (before !== -1 && kind !== before) changes += 1;
    before = kind;
  }
  const [capitals = 0, small = 0, digits = 0, others = 0] = seen;
  return (
    capitals >= part.length / 10 &&
    small >= part.length / 10 &&
    digits + others >= 1 &&
    others <= part.length / 6 &&
    changes >= (part.length - 1) * 0.45
  );
}
