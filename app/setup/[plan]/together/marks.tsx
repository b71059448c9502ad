"use client";

import { createContext, type ReactNode, useContext } from "react";
import type { SliceName } from "@/lib/plan";

/** Marks of the answers as the page was made of them, by slice and field: a save says with them what it had seen. */
export type PlanMarks = Readonly<Record<SliceName, Readonly<Record<string, string>>>>;

const none: PlanMarks = { start: {}, policy: {}, certificates: {}, identity: {} };
const MarksContext = createContext<PlanMarks>(none);

/** Around a step's room: it comes with the answers, so that answers and marks are of one reading. */
export function MarksProvider({ marks, children }: { marks: PlanMarks; children: ReactNode }) {
  return <MarksContext value={marks}>{children}</MarksContext>;
}

export function useMarks(slice: SliceName): Readonly<Record<string, string>> {
  return useContext(MarksContext)[slice];
}
