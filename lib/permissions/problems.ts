import type { ProblemRow } from "../problems";

export const permissionProblems = {} as const satisfies Record<string, ProblemRow>;
