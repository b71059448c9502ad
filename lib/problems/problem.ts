import { given } from "@/lib/given";
import type { ProblemRow } from "./row";
import type { ProblemCode } from "./table";

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

export interface ProblemOptions {
  /** Fill `{name}` in title, sentence and remedy. */
  values?: Record<string, string | number> | undefined;
  field?: string | undefined;
  fields?: Problem["fields"] | undefined;
  details?: string | undefined;
}

/** The refusal of a row. */
export function problemOf(code: ProblemCode, row: ProblemRow, options: ProblemOptions): Problem {
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
