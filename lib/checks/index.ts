/**
 * The room of checks: the verdict, the probes as data, the runner. Pure: it asks AWS through an `AwsCaller` that
 * somebody else opens (`lib/aws`, or a test).
 */
export * from "./aws-caller";
export { whatProbesCannotSee, whatProbesLeaveBehind } from "./blind-spots";
export { decisionSchema, pastedDataSchema, regionsDataSchema, runDataSchema } from "./data-schemas";
export { awsTimeOf, faultWords, rawFailure } from "./faults";
export { type CheckOptions, checkPermissions } from "./permissions/check-permissions";
export { CONTROL_ID } from "./permissions/control";
export { causeOfDenial, type DenialCause, denialCauses, statementMends } from "./permissions/denials";
export { statementText } from "./permissions/permission-verdict";
export * from "./permissions/propagation";
export * from "./permissions/settle";
export { WIDER_ID } from "./permissions/wider";
export { CONTROL_ACTION, probeFor, probes } from "./probes";
export type { Probe, ProbeCall } from "./probes/probe";
export { PROBED_SERVICE } from "./probes/probe";
export { inRegion, regionVerdictId } from "./regions/in-region";
export type { RegionOutcome } from "./regions/region-outcome";
export { checkRegion, regionalActions } from "./regions/region-permissions";
export { checkRegionReach, REGIONS_AT_ONCE } from "./regions/region-reach";
export { regionVerdict } from "./regions/region-verdict";
export { type AccountRegion, checkRegions, isSwitchedOn } from "./regions/regions";
export { newRun, type RunIds } from "./run-ids";
export * from "./sign-in";
export { isPrincipalOf, ownDecisions, pastedVerdict } from "./simulator/pasted";
export { roleArnOf, simulatePermissions } from "./simulator/simulate-permissions";
export { verdictsFromDecisions } from "./simulator/simulation";
export {
  contextEntries,
  type SimulatedDecision,
  type SimulatorQuestion,
  simulatorQuestions,
} from "./simulator/simulator-questions";
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
} from "./ways/ways";
