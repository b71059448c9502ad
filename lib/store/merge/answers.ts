import { createHash } from "node:crypto";

/** Of each answer of a slice, by field, a short mark of its value: equal for equal values, and telling nothing of it. */
export type Marks = Readonly<Record<string, string>>;

/** @param slice the answers as they are stored: read by their schema, so that their members have its order */
export function marksOf(slice: object): Marks {
  return Object.fromEntries(Object.entries(slice).map(([field, value]) => [field, markOf(value)]));
}

function markOf(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("hex").slice(0, 16);
}

/** What becomes of the answers that a page sends, field by field. */
export interface Apart {
  /** Written: nobody else has changed them since the page was made, or to the same value. */
  ours: string[];
  /** Not written: somebody else has changed them meanwhile, to another value than the page's. */
  elsewhere: string[];
}

/**
 * Compares what is stored with what the page had seen (its marks) and with what it sends. An answer that the page sends
 * as it had seen it is none of its changes: the stored one stays. One that it had not seen counts as changed elsewhere.
 * @param sent the slice with the page's answers in it, read by its schema
 * @param whole the answers belong together: where any of them would take the place of one that the page had not seen,
 *   none is written, and all such are named
 */
export function setApart(
  stored: object,
  sent: object,
  fields: readonly string[],
  { seen, whole = false }: { seen: Marks; whole?: boolean },
): Apart {
  const [there, mine] = [marksOf(stored), marksOf(sent)];
  const unseen = fields.filter((field) => there[field] !== seen[field] && there[field] !== mine[field]);
  if (whole && unseen.length > 0) return { ours: [], elsewhere: unseen };
  const changed = fields.filter((field) => mine[field] !== there[field] && mine[field] !== seen[field]);
  return {
    ours: changed.filter((field) => there[field] === seen[field]),
    elsewhere: changed.filter((field) => there[field] !== seen[field]),
  };
}
