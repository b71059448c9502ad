import type { PlanDocument, World } from "@/lib/plan";

/** What every format gets: the plan, and the time (no room of `lib` reads a clock). */
export interface ExportInput {
  plan: { id: string; world: World; document: PlanDocument };
  now: Date;
}

/**
 * One form that an administrator can take home. To add one is to add a file and a line in `index.ts`.
 * No format ever holds a secret: the complete payload is made in the browser by `connectionPayload`.
 */
export interface ExportFormat {
  id: string;
  title: string;
  /** What it will do, or holds: one sentence, shown above it. */
  what: string;
  step: "policy" | "identity" | "verify" | "connect";
  appliesTo(document: PlanDocument): boolean;
  fileName: string;
  language: "json" | "bash" | "text" | "hcl" | "yaml";
  /** Text with a line feed at its end. */
  render(input: ExportInput): string;
}

/** `appliesTo` of a format that every plan has. */
export const always = (): boolean => true;

/** `appliesTo` of a format that makes the policy: not where another team makes it. */
export const makesPolicy = (document: PlanDocument): boolean => !document.policy.madeElsewhere;
