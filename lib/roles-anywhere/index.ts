/**
 * The room of AWS IAM Roles Anywhere: ARNs, the role's trust policy, the signed CreateSession request, and what its
 * answers mean. Pure. What touches a private key is a face of its own, `./sign`, for the browser only.
 */
export {
  type AnswerContext,
  explainRelayFailure,
  type RelayedAnswer,
  readCreateSessionAnswer,
  type SessionAnswer,
  type SessionCredentials,
  type SessionFailure,
} from "./answer/answer";
export type { Cause } from "./answer/answer-row";
export { createSessionVerdict } from "./answer/answer-verdict";
export { CHAIN_ONLY, chainOnlyVerdict } from "./answer/chain-only";
export { type ArnSlot, arnSlots, kindOfArn, parseArn, type ThreeArns } from "./arn";
export { checkArns, type ExpectedAccount, repairArns } from "./check-arns";
export { finishCreateSession, prepareCreateSession } from "./create-session";
export { type FoundArns, findArns } from "./find-arns";
export type { CreateSessionRequest, LeafKey, PreparedCreateSession, SignedRequest } from "./request";
export { judgeTrustPolicy } from "./trust/judge-trust-policy";
export { trustRolesIn } from "./trust/read-trust-policy";
export {
  ROLES_ANYWHERE_PRINCIPAL,
  TRUST_ACTIONS,
  type TrustPolicyDocument,
  type TrustPolicyRequest,
  trustPolicy,
} from "./trust/trust-policy";
export type { ExpectedTrust } from "./trust/who-else";
