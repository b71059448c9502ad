/**
 * The BEGIN and END lines of a text, however they were mangled on the way: dashes of any kind and number, on one side
 * only or gone, small letters, no-break spaces. They only cut the text and say what a piece is called; what it is, its
 * bytes say.
 */
export interface Piece {
  text: string;
  /** Where it begins in the whole. */
  at: number;
  /** "PRIVATE KEY", where a BEGIN line stands before it, or an END line behind. */
  label: string;
  /** Both lines are there. */
  whole: boolean;
}

interface Mark {
  begins: boolean;
  label: string;
  from: number;
  to: number;
}

const DASH = /[-\u2010-\u2015\u2212\uFE58\uFE63\uFF0D_=~*#]/;
const BLANK = /[ \t\u00A0]/;
/** What the labels of RFC 7468, OpenSSL, SSH and PGP end with. */
const LABEL_END =
  /^(.{0,60}?(?:CERTIFICATE REQUEST|CERTIFICATE|CRL|KEY BLOCK|KEY|PKCS ?#?7|PKCS ?#?12|CMS|PARAMETERS|DATA|MESSAGE|SIGNATURE))(?![A-Z])/;

/** The pieces between the lines, in their order; one piece without a label where there are none. */
export function cutAtArmour(text: string): Piece[] {
  const marks = findMarks(text);
  const pieces: Piece[] = [];
  let at = 0;
  for (let index = 0; index <= marks.length; index += 1) {
    const before = marks[index - 1];
    const after = marks[index];
    const to = after?.from ?? text.length;
    const opened = before?.begins === true;
    const closed = after?.begins === false;
    const label = opened ? before.label : closed ? after.label : "";
    if (to > at || opened)
      pieces.push({ text: text.slice(at, Math.max(at, to)), at, label, whole: opened && closed });
    at = after?.to ?? at;
  }
  return pieces;
}

function findMarks(text: string): Mark[] {
  const marks: Mark[] = [];
  const word = /(BEGIN|END)[ \t\u00A0_]{1,4}([A-Z0-9][A-Z0-9 #.\u00A0_]{0,60})/gi;
  let free = 0;
  for (let match = word.exec(text); match !== null; match = word.exec(text)) {
    const mark = markOf(text, match, free);
    if (mark === undefined) {
      // The next one may begin inside what this one took for its label.
      word.lastIndex = match.index + 3;
      continue;
    }
    marks.push(mark);
    free = mark.to;
    word.lastIndex = mark.to;
  }
  return marks;
}

function markOf(text: string, match: RegExpExecArray, free: number): Mark | undefined {
  const given = (match[2] ?? "").toUpperCase().replace(/[\u00A0_]/g, " ");
  const known = LABEL_END.exec(given)?.[1];
  const label = (known ?? given).trimEnd();
  const start = match.index + match[0].length - given.length;
  const from = back(text, match.index, free);
  const to = forward(text, start + label.length);
  const dashesBefore = from < match.index && DASH.test(text[from] ?? "");
  const dashesAfter = to > start + label.length;
  const alone = known !== undefined && startsLine(text, from) && endsLine(text, to);
  // "-----BEGIN" with dashes behind needs no known label; with dashes on one side it does.
  if (!(dashesBefore && dashesAfter) && !((dashesBefore || dashesAfter) && known !== undefined) && !alone)
    return undefined;
  return { begins: /^B/i.test(match[0]), label, from, to };
}

function back(text: string, from: number, free: number): number {
  let at = from;
  for (let i = 0; i < 3 && at > free && BLANK.test(text[at - 1] ?? ""); i += 1) at -= 1;
  const blank = at;
  while (at > free && from - at < 80 && DASH.test(text[at - 1] ?? "")) at -= 1;
  return at === blank ? from : at;
}

function forward(text: string, from: number): number {
  let at = from;
  for (let i = 0; i < 3 && BLANK.test(text[at] ?? ""); i += 1) at += 1;
  const blank = at;
  while (at - from < 80 && at < text.length && DASH.test(text[at] ?? "")) at += 1;
  return at === blank ? from : at;
}

const startsLine = (text: string, at: number) =>
  /(?:^|[\n\r"'])[ \t>|]{0,8}$/.test(text.slice(Math.max(0, at - 10), at));
const endsLine = (text: string, at: number) => /^[ \t"',;]{0,8}(?:[\n\r]|$)/.test(text.slice(at, at + 10));
