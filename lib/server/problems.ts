import type { ProblemRow } from "../problems";

export const serverProblems = {} as const satisfies Record<string, ProblemRow>;
