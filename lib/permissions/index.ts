export * from "./compose";
export {
  type ActionDecision,
  type Decision,
  EVALUATION_STEPS,
  evaluatePolicies,
} from "./evaluate/evaluate";
export type { StatementEvidence } from "./evaluate/evidence";
export type { EvaluateOptions } from "./evaluate/layers";
export { type AuthorizationAnswer, type AuthorizationRequest, evaluateRequest } from "./evaluate/request";
export { judgeExcess } from "./excess";
export { judgePolicies } from "./judge-policies";
export { requestedRegion } from "./narrow/known-context";
export * from "./narrow/narrowing";
export { type NarrowingChoice, narrowings } from "./narrow/narrowings";
export type { Circumstances, Narrowing, PolicyScope } from "./narrow/statement-limits";
export { typicalResources } from "./narrow/typical-resources";
export type * from "./policy";
export { policyFlaws, readPolicy } from "./read-policy";
export * from "./sets/all-sets";
export { permissionSets } from "./sets/catalogue";
export { optionalSets } from "./sets/optional-sets";
export type { NeededAction, PermissionSet } from "./sets/sets";
export * from "./size";
export type { PolicyLayer } from "./statements";
