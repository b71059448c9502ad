import type { ProblemRow } from "../problems";

export const exportProblems = {} as const satisfies Record<string, ProblemRow>;
