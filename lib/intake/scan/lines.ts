/**
 * Runs of base64, hexadecimal and decimal octets in a text, put together over the lines, quotes, prefixes and dumps
 * that they are written in. One pass over the lines.
 */
export interface Run {
  kind: "base64" | "hex";
  /** One entry a line, without what stood around it. */
  lines: string[];
  /** Where it begins in the text. */
  at: number;
  /** The up to 40 characters before it, on its line: what it is called. */
  before: string;
}

const MAX_RUNS = 20_000;

export function findRuns(text: string): Run[] {
  const runs: Run[] = [];
  let open: Run | undefined;
  let at = 0;
  const close = () => {
    if (open !== undefined && runs.length < MAX_RUNS) runs.push(open);
    open = undefined;
  };
  const start = (kind: Run["kind"], line: string, from: number, before: string) => {
    close();
    open = { kind, lines: [line], at: from, before: before.slice(-40) };
  };
  for (const raw of text.split("\n")) {
    const line = bare(raw);
    const hex = hexLine(line, open?.kind === "hex" ? 2 : 8);
    if (hex !== undefined) {
      if (open?.kind === "hex") open.lines.push(hex);
      // A line of hexadecimal inside base64 is base64 by chance.
      else if (open?.kind === "base64" && line.length >= 40 && /^[A-Za-z0-9+/]+$/.test(line))
        open.lines.push(line);
      else start("hex", hex, at, "");
    } else if (isBase64Line(line)) {
      for (const part of line.split(/[ \t]+/)) {
        if (open?.kind === "base64") open.lines.push(part);
        else start("base64", part, at, "");
        if (part.endsWith("=")) close();
      }
    } else if (line !== "") {
      const parts = partsOf(line);
      const [first] = parts;
      // The last line of a run may have an end tag or a quote behind it.
      if (open?.kind === "base64" && first?.from === 0 && first.kind === "base64") {
        open.lines.push(first.text);
        parts.shift();
      }
      close();
      for (const { kind, text: part, from } of parts) start(kind, part, at + from, line.slice(0, from));
      const last = parts.at(-1);
      if (last === undefined || last.from + last.length < line.length || last.text.endsWith("=")) close();
    }
    at += raw.length + 1;
  }
  close();
  return runs;
}

/** A line without quotes, quoting marks, list marks, line numbers, comment marks and line joins. */
function bare(line: string): string {
  let from = 0;
  let to = line.length;
  while (from < to && " \t\r>|\"'`,;:#*()[]{}<".includes(line[from] ?? "")) from += 1;
  while (to > from && " \t\r|\"'`,;:\\^()[]{}".includes(line[to - 1] ?? "")) to -= 1;
  const text = line.slice(from, to).replace(/["'`][ \t]{0,4}[+.&]$/, "");
  return text.replace(
    /^(?:\/\/[ \t]|-[ \t]{1,4}|\d{1,6}(?:[:|.)]|[ \t])[ \t]{0,6}(?=[A-Za-z0-9+/=]{16}))/,
    "",
  );
}

function isBase64Line(line: string): boolean {
  if (line === "") return false;
  const parts = line.split(/[ \t]+/);
  return parts.every(
    (part, index) =>
      /^[A-Za-z0-9+/_-]{1,}={0,2}$/.test(part) &&
      (parts.length === 1 || index === parts.length - 1 || part.length >= 16),
  );
}

interface LinePart {
  kind: Run["kind"];
  text: string;
  from: number;
  length: number;
}

const inLine =
  /(?<hex>(?<![0-9a-fA-F])(?:(?:0x|\\x)?[0-9a-fA-F]{2}[:, -]{0,6}){24,})|(?<decimal>(?<!\d)(?:\d{1,3}[ \t]{0,4},[ \t]{0,4}){31,}\d{1,3})|(?<base64>[A-Za-z0-9+/_-]{24,}={0,2})/g;

/** What stands inside a line of other text: `KEY=MIIE…`, `key: 30:82:…`, `[48,130,…]`. */
function partsOf(line: string): LinePart[] {
  const parts: LinePart[] = [];
  for (const match of line.matchAll(inLine)) {
    const { hex, decimal, base64 } = match.groups ?? {};
    const kind = base64 === undefined ? "hex" : "base64";
    const text = base64 ?? (decimal === undefined ? hexDigits(hex ?? "") : decimalDigits(decimal));
    if (text !== undefined && text !== "")
      parts.push({ kind, text, from: match.index, length: match[0].length });
    if (parts.length >= 1000) break;
  }
  return parts;
}

const hexDigits = (text: string) => text.replace(/0x|\\x|[^0-9a-fA-F]/g, "");

function decimalDigits(text: string): string | undefined {
  const numbers = text.split(",").map(Number);
  if (numbers.some((n) => n > 255)) return undefined;
  return numbers.map((n) => n.toString(16).padStart(2, "0")).join("");
}

/** The digits of a line that holds hexadecimal only: plain, with colons or blanks, 0x30, or a dump with its margins. */
function hexLine(line: string, atLeast: number): string | undefined {
  if (!/^[0-9a-fA-F\\]/.test(line)) {
    if (!/^x[0-9a-f]{2}/.test(line)) return undefined;
  }
  let text = line;
  // xxd: eight digits and a colon; hexdump: eight and two blanks; od: seven and a blank.
  const offset =
    /^(?:[0-9a-fA-F]{6,16}(:)[ \t]{1,4}|[0-9a-fA-F]{6,16}[ \t]{2,4}|[0-9a-fA-F]{7}[ \t])(?=[0-9a-fA-F]{2,8}(?:[ \t]|$))/.exec(
      line,
    );
  if (offset !== null) {
    text = line.slice(offset[0].length);
    // The margin of xxd begins after two blanks, that of hexdump at a bar.
    const margin = offset[1] === ":" ? text.indexOf("  ") : text.indexOf("|");
    if (margin > 0) text = text.slice(0, margin);
  }
  if (!/^(?:(?:0x|\\?x)?[0-9a-fA-F]{2}[ \t:,;-]{0,4})+$/.test(text)) return undefined;
  const digits = hexDigits(text.replace(/(^|[^0-9a-fA-F])x/g, "$1"));
  return digits.length >= atLeast && digits.length % 2 === 0 ? digits : undefined;
}
