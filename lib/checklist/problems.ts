import type { ProblemRow } from "../problems";

export const checklistProblems = {} as const satisfies Record<string, ProblemRow>;
