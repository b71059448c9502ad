import { pick } from "@/lib/pick";
import type { Plan, PlanDocument, SliceName } from "@/lib/plan";
import { type Marks, marksOf } from "@/lib/store";

/** What a page is told of a save that says what it had seen. */
export interface Saved<S extends SliceName> {
  /** Of the fields that were sent, as they are stored now. */
  marks: Marks;
  /** Answers that were not written, since somebody else has changed them: as they are stored. */
  theirs: Partial<PlanDocument[S]>;
  /** When the plan was last changed before this save. */
  changedAt: Date;
}

/** Hands back to the page what came of its save. */
export function savedAnswer<S extends SliceName>(
  slice: S,
  { document, elsewhere }: { document: PlanDocument; elsewhere: readonly string[] },
  fields: object,
  { updatedAt }: Plan,
): Saved<S> {
  return {
    marks: pick(marksOf(document[slice]), Object.keys(fields)),
    theirs: pick<unknown>({ ...document[slice] }, elsewhere) as Partial<PlanDocument[S]>,
    changedAt: updatedAt,
  };
}
