import { given } from "@/lib/given";
import { awsProblems } from "./aws";
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

export type { ProblemRow } from "./row";

/** Every expected refusal of the product. Each room keeps its own rows; this is the one table of them. */
export const problemTable = {
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

export interface Problem {
  kind: "problem";
  code: ProblemCode;
  title: string;
  sentence: string;
  remedy: string;
  status: number;
  /** The form field that the problem stands next to. */
  field?: string | undefined;
  /** All failing fields, when there is more than one. */
  fields?: { field: string; sentence: string }[] | undefined;
  /** Raw text for the Details fold. Never holds a secret. */
  details?: string | undefined;
}

/**
 * A refusal from the table.
 * @param values fills `{name}` in title, sentence and remedy
 */
export function problem(
  code: ProblemCode,
  options: {
    values?: Record<string, string | number> | undefined;
    field?: string | undefined;
    fields?: Problem["fields"] | undefined;
    details?: string | undefined;
  } = {},
): Problem {
  const row: ProblemRow = problemTable[code];
  const fill = (text: string) =>
    text.replace(/\{(\w+)\}/g, (whole, name: string) => String(options.values?.[name] ?? whole));
  return {
    kind: "problem",
    code,
    title: fill(row.title),
    sentence: fill(row.sentence),
    remedy: fill(row.remedy),
    status: row.status,
    ...given({ field: options.field, fields: options.fields, details: options.details?.slice(0, 8000) }),
  };
}

export function isProblem(value: unknown): value is Problem {
  return (
    typeof value === "object" &&
    value !== null &&
    (value as { kind?: unknown | undefined }).kind === "problem"
  );
}
