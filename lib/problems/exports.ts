import { identityProblems } from "./identity";
import type { ProblemRow } from "./row";

export const exportProblems = { ...identityProblems } as const satisfies Record<string, ProblemRow>;
