import { connectCurl } from "./connect/curl";
import { connectKsctl } from "./connect/ksctl";
import { payloadTemplate } from "./connect/payload-template";
import { planExport } from "./connect/plan-export";
import { connectTerraform } from "./connect/terraform";
import type { ExportFormat } from "./format";
import { identityFormats } from "./identity";
import { policyAwsCli } from "./policy/aws-cli";
import { policyCloudFormation } from "./policy/cloudformation";
import { policyWalk } from "./policy/console-walk";
import { policyJson } from "./policy/json";
import { policyTerraform } from "./policy/terraform";
import { checkAwsCli } from "./verify/check-script";

export { formPath, type HandField, handFields } from "./connect/by-hand";
export { type NextStep, nextSteps } from "./connect/next-steps";
export * from "./connect/payload";
export { payloadNotes } from "./connect/payload-notes";
export { type ImportedPlan, readPlanExport } from "./connect/plan-export";
export { consoleUrl, type WalkStep } from "./console";
export type { ExportFormat, ExportInput } from "./format";
export {
  type Blueprint,
  blueprint,
  holdsResultBlock,
  identityConsoleWalk,
  limitsChecksum,
  MADE_BY_TAG,
  type ResultBlock,
  type RolesAnywhereBlueprint,
  readResultBlock,
  roleAdmits,
  simulatorLines,
  type Tie,
  type TieGap,
  tagWords,
  tieOf,
  tieWords,
  type UserBlueprint,
  userNameOf,
} from "./identity";
export { type MendingForm, type MendingTarget, mendingForms, mendingPlace, mendingTarget } from "./mending";
export { planPolicy, policyArn, policyName, policyScope } from "./names";
export { policyBlueprint } from "./policy/aws-cli";
export { policyConsoleWalk } from "./policy/console-walk";

/** Every form there is, in the order of the pages. To add one: a file, and a line here. */
export const exportFormats: readonly ExportFormat[] = [
  policyJson,
  policyAwsCli,
  policyCloudFormation,
  policyTerraform,
  policyWalk,
  ...identityFormats,
  checkAwsCli,
  payloadTemplate,
  connectCurl,
  connectKsctl,
  connectTerraform,
  planExport,
];

/** The forms that a step offers for this plan. */
export function formatsFor(step: ExportFormat["step"], document: Parameters<ExportFormat["appliesTo"]>[0]) {
  return exportFormats.filter((format) => format.step === step && format.appliesTo(document));
}
