import { isKnownDer } from "@/lib/certificates/public";
import { fromAnyBase64, fromHex } from "./decode";
import type { Run } from "./lines";
import { looksRandom } from "./random";
import { type Shape, shapeOf } from "./shape";

/** Numbers that are printed to be compared, not to open anything: fingerprints, public numbers, ids of requests. */
const PUBLIC =
  /(?:sha-?(?:1|256|384|512)[:/ =-]{1,2}|fingerprint\W{0,4}|thumbprint\W{0,4}|x-amz-(?:id-2|request-id)\W{1,4}|host ?id\W{1,4}|encoded authorization failure message\W{1,4})$/i;

/** What a run of base64 or hexadecimal holds. Undefined where it holds nothing that is worth a word. */
export function shapeOfRun(run: Run): Shape | { kind: "random" } | undefined {
  if (run.kind === "hex") {
    const digits = run.lines.join("");
    if (digits.length < 64) return undefined;
    const shape = shapeOf(fromHex(digits));
    return shape?.kind === "text" && shape.text.length < 32 ? undefined : shape;
  }
  const joined = run.lines.join("");
  if (joined.length < 24) return undefined;
  for (const text of candidates(run.lines, joined)) {
    const bytes = fromAnyBase64(text);
    if (bytes === undefined) continue;
    const shape = shapeOf(bytes);
    // Chance begins like a SEQUENCE, too: what is in it must have a name.
    if (shape !== undefined && (shape.kind === "der" ? isKnownDer(shape.der) : isRead(shape))) return shape;
  }
  if (joined.length < 40 || PUBLIC.test(run.before)) return undefined;
  return looksRandom(joined) ? { kind: "random" } : undefined;
}

const isRead = (shape: Shape) => shape.kind !== "text" || isMeant(shape.text);

/** Words decode to something, too; text that was meant has few signs beyond ASCII. */
function isMeant(text: string): boolean {
  if (text.length < 8) return false;
  const head = text.slice(0, 400);
  let odd = 0;
  for (const sign of head) if (sign > "~" || (sign < " " && !"\n\r\t".includes(sign))) odd += 1;
  return odd <= head.length / 20;
}

/** The run as it is, cut where it fits, and without lines that do not belong to it. */
function* candidates(lines: readonly string[], joined: string): Generator<string> {
  yield whole(joined);
  // A body begins with the SEQUENCE of DER ("M"), with "-----" or with the magic of OpenSSH; lines before are a remark.
  let tries = 0;
  for (const [index, line] of lines.entries()) {
    if (tries >= 6) break;
    if (index === 0 || !/^(?:M[A-Za-z]|LS0t|b3BlbnNza)/.test(line)) continue;
    tries += 1;
    yield whole(lines.slice(index).join(""));
  }
  // A stray line in the middle has another width than the rest.
  const width = usualWidth(lines);
  if (lines.length < 4 || width < 16) return;
  const even = lines.filter((line, index) => line.length === width || index === lines.length - 1);
  if (even.length < lines.length) {
    const from = even.findIndex((line) => /^(?:M[A-Za-z]|LS0t|b3BlbnNza)/.test(line));
    yield whole(even.slice(Math.max(0, from)).join(""));
  }
  // "+" before every line, as in a patch.
  if (lines.every((line) => /^[+-]/.test(line))) yield whole(lines.map((line) => line.slice(1)).join(""));
}

/** Base64 whose end was cut in the middle of a group is read up to there. */
function whole(text: string): string {
  const padded = /={1,2}$/.exec(text)?.[0].length ?? 0;
  return padded === 0 && text.length % 4 === 1 ? text.slice(0, -1) : text;
}

function usualWidth(lines: readonly string[]): number {
  const counts = new Map<number, number>();
  for (const { length } of lines) counts.set(length, (counts.get(length) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0] ?? 0;
}
