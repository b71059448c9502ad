/** One thing that was seen while reading, before anybody opens it. */
export type Sign = { where: string } & (
  | { kind: "block"; label: string; der: Uint8Array<ArrayBuffer>; headers: Record<string, string> }
  | {
      kind: "secret";
      what: string;
      /** True for what is only seen by its looks: said where nothing better is known of the same input. */
      guess?: boolean | undefined;
    }
  | { kind: "aws-id" | "aws-secret" | "aws-session"; value: string }
  | { kind: "unread"; what: string }
);

/** What is under way: the signs so far, in their order, and how much may still be read. */
export interface Scan {
  signs: Sign[];
  /** Characters that may still be read, over all nested texts. */
  left: number;
  /** How deep this text lies in others (base64 of PEM in YAML in …). */
  depth: number;
}

export const MAX_CHARACTERS = 6_000_000;
export const MAX_DEPTH = 5;

export function startScan(): Scan {
  return { signs: [], left: MAX_CHARACTERS, depth: 0 };
}

/** Takes `size` characters from what may be read; says so once where there are none left. */
export function mayRead(scan: Scan, size: number, where: string): boolean {
  if (scan.depth > MAX_DEPTH || scan.left < size) {
    scan.signs.push({
      kind: "unread",
      what:
        scan.depth > MAX_DEPTH
          ? `text inside text, more than ${MAX_DEPTH} levels deep`
          : "text beyond what is read at once",
      where,
    });
    return false;
  }
  scan.left -= size;
  return true;
}

/** "line 3 of all.pem": a place inside a place. */
export function inside(inner: string, outer: string): string {
  if (outer === "") return inner;
  return inner === "" ? outer : `${inner} of ${outer}`;
}

/** The first line needs no number. */
export const placeOf = (line: number, where: string) => (line === 1 ? where : inside(`line ${line}`, where));

/** Says line numbers for rising offsets, in one pass over the text: a line break is looked for once, and kept. */
export function lineCounter(text: string): (offset: number) => number {
  let line = 1;
  let next = text.indexOf("\n");
  return (offset) => {
    while (next !== -1 && next < offset) {
      line += 1;
      next = text.indexOf("\n", next + 1);
    }
    return line;
  };
}
