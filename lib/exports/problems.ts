import type { ProblemRow } from "../problems";
import { identityProblems } from "./identity/problems";

export const exportProblems = { ...identityProblems } as const satisfies Record<string, ProblemRow>;
