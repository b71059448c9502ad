export * from "./all-sets";
export { permissionSets } from "./catalogue";
export * from "./compose";
export {
  type ActionDecision,
  type Decision,
  evaluatePolicies,
  type StatementEvidence,
} from "./evaluate";
export { judgeExcess } from "./excess";
export { judgePolicies } from "./judge-policies";
export type { EvaluateOptions } from "./layers";
export type { Circumstances, Narrowing, PolicyScope } from "./limits";
export * from "./narrowing";
export { type NarrowingChoice, narrowings } from "./narrowings";
export { optionalSets } from "./optional-sets";
export type * from "./policy";
export { readPolicy } from "./read-policy";
export { type AuthorizationAnswer, type AuthorizationRequest, evaluateRequest } from "./request";
export type { NeededAction, PermissionSet } from "./sets";
export * from "./size";
export type { PolicyLayer } from "./statements";
