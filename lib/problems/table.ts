import { awsProblems } from "./aws";
import { browserProblems } from "./browser-rows";
import { certificateProblems } from "./certificates";
import { checklistProblems } from "./checklist";
import { checkProblems } from "./checks";
import { exportProblems } from "./exports";
import { permissionProblems } from "./permissions";
import { planProblems } from "./plan";
import { rolesAnywhereProblems } from "./roles-anywhere";
import type { ProblemRow } from "./row";
import { sentProblems } from "./sent";
import { serverProblems } from "./server";
import { storeProblems } from "./store";
import { workProblems } from "./work";

/** Every expected refusal of the product. Each room keeps its own rows; this is the one table of them. */
export const problemTable = {
  ...browserProblems,
  ...serverProblems,
  ...sentProblems,
  ...storeProblems,
  ...workProblems,
  ...planProblems,
  ...certificateProblems,
  ...permissionProblems,
  ...rolesAnywhereProblems,
  ...awsProblems,
  ...checkProblems,
  ...exportProblems,
  ...checklistProblems,
} as const satisfies Record<string, ProblemRow>;

export type ProblemCode = keyof typeof problemTable;
