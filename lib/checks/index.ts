/**
 * The room of checks: the verdict, the probes as data, the runner. Pure: it asks AWS through an `AwsCaller` that
 * somebody else opens (`lib/aws`, or a test).
 */
export * from "./aws-caller";
export { type CheckOptions, checkPermissions } from "./check-permissions";
export { CONTROL_ID } from "./control";
export { decisionSchema, pastedDataSchema, regionsDataSchema, runDataSchema } from "./data-schemas";
export { causeOfDenial, type DenialCause, denialCauses } from "./denials";
export { awsTimeOf, faultWords, rawFailure } from "./faults";
export { inRegion, regionVerdictId } from "./in-region";
export { whatProbesCannotSee, whatProbesLeaveBehind } from "./limits";
export { statementText } from "./permission-verdict";
export { CONTROL_ACTION, probeFor, probes } from "./probes";
export type { Probe, ProbeCall } from "./probes/probe";
export * from "./propagation";
export type { RegionOutcome } from "./region-outcome";
export { checkRegion, regionalActions } from "./region-permissions";
export { checkRegionReach, REGIONS_AT_ONCE } from "./region-reach";
export { regionVerdict } from "./region-verdict";
export { type AccountRegion, checkRegions, isSwitchedOn } from "./regions";
export { newRun, type RandomBytes, type RunIds } from "./run-ids";
export * from "./settle";
export * from "./sign-in";
export { roleArnOf, simulatePermissions } from "./simulate-permissions";
export { type SimulatedDecision, verdictsFromDecisions } from "./simulation";
export { contextEntries, type SimulatorQuestion, simulatorQuestions } from "./simulator-questions";
export * from "./verdict";
export { evidenceSchema, remedySchema, sourceSchema, verdictSchema } from "./verdict-schema";
export {
  type CheckWay,
  checkWays,
  explainDisagreement,
  type PolicyLayerName,
  policyLayers,
  sightOf,
  type Way,
  wayOf,
  ways,
} from "./ways";
export { WIDER_ID } from "./wider";
