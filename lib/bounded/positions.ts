/** Counts from 1. */
export interface Position {
  line: number;
  column: number;
}

export type JsonPath = readonly (string | number)[];

/** Where a value begins, and where its parts do. */
export interface Place {
  offset: number;
  parts?: Map<string | number, Place> | Place[] | undefined;
}

/** Undefined where it has no such part. */
export function partOf({ parts }: Place, part: string | number): Place | undefined {
  if (Array.isArray(parts)) return typeof part === "number" ? parts[part] : undefined;
  return parts?.get(part);
}

/** Offsets to lines and columns. The beginnings of the lines are found once. */
export function placesIn(text: string, skipped: number): (offset: number) => Position {
  let starts: number[] | undefined;
  return (offset) => {
    if (starts === undefined) {
      starts = [0];
      for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
    }
    let low = 0;
    for (let high = starts.length; high - low > 1; ) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 + (low === 0 ? skipped : 0) };
  };
}
