import type { ProblemRow } from "../problems";

export const certificateProblems = {} as const satisfies Record<string, ProblemRow>;
