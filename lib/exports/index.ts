import type { ExportFormat } from "./format";
import { policyJson } from "./policy-json";

export type { ExportFormat, ExportInput } from "./format";
export { planPolicy, policyArn, policyName } from "./names";

/** Every form there is, in the order of the pages. To add one: a file, and a line here. */
export const exportFormats: readonly ExportFormat[] = [policyJson];

/** The forms that a step offers for this plan. */
export function formatsFor(step: ExportFormat["step"], document: Parameters<ExportFormat["appliesTo"]>[0]) {
  return exportFormats.filter((format) => format.step === step && format.appliesTo(document));
}
