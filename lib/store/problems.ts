import type { ProblemRow } from "../problems";

export const storeProblems = {} as const satisfies Record<string, ProblemRow>;
