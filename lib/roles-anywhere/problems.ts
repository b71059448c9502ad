import type { ProblemRow } from "../problems";

export const rolesAnywhereProblems = {} as const satisfies Record<string, ProblemRow>;
