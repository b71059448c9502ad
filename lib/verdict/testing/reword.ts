import type { Verdict } from "@/lib/verdict";

/** Another wording of a text, a different one for each text, without any word of it. For tests only. */
const scrambled = (text: string) =>
  [...text].map((letter) => String.fromCodePoint(0x4e00 + (letter.codePointAt(0) ?? 0))).join("");

/** The verdict in other words: every text that people read is changed, and nothing that the program goes by. */
export function reword(verdict: Verdict): Verdict {
  const { title, evidence, remedy, why, source } = verdict;
  const { lookedAt, expected, found, details } = evidence;
  return {
    ...verdict,
    title: scrambled(title),
    ...(why === undefined ? {} : { why: scrambled(why) }),
    ...(source === undefined ? {} : { source: { ...source, title: scrambled(source.title) } }),
    ...(remedy === undefined ? {} : { remedy: { ...remedy, text: scrambled(remedy.text) } }),
    evidence: {
      ...evidence,
      lookedAt: scrambled(lookedAt),
      expected: scrambled(expected),
      found: scrambled(found),
      ...(details === undefined ? {} : { details: scrambled(details) }),
    },
  };
}
