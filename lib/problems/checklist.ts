import type { ProblemRow } from "./row";

export const checklistProblems = {} as const satisfies Record<string, ProblemRow>;
