import type { ProblemRow } from "../problems";

export const awsProblems = {} as const satisfies Record<string, ProblemRow>;
