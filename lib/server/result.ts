import type { Problem } from "@/lib/problems";

/** What every server action answers: a value, or a refusal that the page shows. Safe to import in the browser. */
export type ActionResult<T> = { ok: true; value: T } | { ok: false; problem: Problem };
