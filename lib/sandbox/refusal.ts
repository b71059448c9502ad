import type { AwsService } from "@/lib/partitions";

/**
 * An answer that AWS gives instead of a result. Thrown inside the sandbox only: an imitation of a service that
 * refuses in mid-operation reads best as the operation, and the one catch in `dispatch.ts` turns it into the wire form.
 */
export class Refusal extends Error {
  constructor(
    /** AWS's error name, for example "AccessDeniedException". */
    readonly code: string,
    message: string,
    readonly status = 400,
  ) {
    super(message);
  }
}

/** The same refusal has another name and status in each protocol; these are the ones every service knows. */
export type CommonRefusal =
  | "denied"
  | "unknown-key"
  | "wrong-signature"
  | "clock"
  | "expired"
  | "unsigned"
  | "malformed-signature"
  | "not-opted-in"
  | "unknown-operation"
  | "validation"
  | "throttled"
  | "internal"
  | "unavailable";

export type ProtocolName = "json" | "query" | "ec2" | "rest";

type Names = Record<CommonRefusal, readonly [code: string, status: number]>;

const json: Names = {
  denied: ["AccessDeniedException", 400],
  "unknown-key": ["UnrecognizedClientException", 400],
  "wrong-signature": ["InvalidSignatureException", 400],
  clock: ["InvalidSignatureException", 400],
  expired: ["ExpiredTokenException", 400],
  unsigned: ["MissingAuthenticationTokenException", 400],
  "malformed-signature": ["IncompleteSignatureException", 400],
  "not-opted-in": ["OptInRequired", 403],
  "unknown-operation": ["UnknownOperationException", 400],
  validation: ["ValidationException", 400],
  throttled: ["ThrottlingException", 400],
  internal: ["InternalFailure", 500],
  unavailable: ["ServiceUnavailable", 503],
};

const query: Names = {
  denied: ["AccessDenied", 403],
  "unknown-key": ["InvalidClientTokenId", 403],
  "wrong-signature": ["SignatureDoesNotMatch", 403],
  clock: ["SignatureDoesNotMatch", 403],
  expired: ["ExpiredToken", 403],
  unsigned: ["MissingAuthenticationToken", 403],
  "malformed-signature": ["IncompleteSignature", 400],
  "not-opted-in": ["OptInRequired", 403],
  "unknown-operation": ["InvalidAction", 400],
  validation: ["ValidationError", 400],
  throttled: ["Throttling", 400],
  internal: ["InternalFailure", 500],
  unavailable: ["ServiceUnavailable", 503],
};

const ec2: Names = {
  ...query,
  denied: ["UnauthorizedOperation", 403],
  "unknown-key": ["AuthFailure", 401],
  "wrong-signature": ["AuthFailure", 401],
  clock: ["RequestExpired", 400],
  expired: ["RequestExpired", 400],
  unsigned: ["MissingAuthenticationToken", 403],
  "not-opted-in": ["OptInRequired", 401],
  validation: ["InvalidParameterValue", 400],
  throttled: ["RequestLimitExceeded", 503],
};

const rest: Names = {
  ...json,
  denied: ["AccessDeniedException", 403],
  "unknown-key": ["UnrecognizedClientException", 403],
  "wrong-signature": ["InvalidSignatureException", 403],
  clock: ["InvalidSignatureException", 403],
  expired: ["ExpiredTokenException", 403],
  unsigned: ["MissingAuthenticationTokenException", 403],
  "unknown-operation": ["UnknownOperationException", 404],
  throttled: ["ThrottlingException", 429],
};

const names: Record<ProtocolName, Names> = { json, query, ec2, rest };

/** One of the refusals that every service knows, under the name it has in this protocol. */
export function common(protocol: ProtocolName, which: CommonRefusal, message: string): Refusal {
  const [code, status] = names[protocol][which];
  return new Refusal(code, message, status);
}

const slowDown: Partial<Record<AwsService, string>> = {
  kms: "You have exceeded the rate at which you may call KMS. Reduce the frequency of your calls.",
  ec2: "Request limit exceeded.",
};

/** One call too many, in the words of the service. */
export function throttled(protocol: ProtocolName, service: AwsService | undefined): Refusal {
  return common(protocol, "throttled", (service && slowDown[service]) ?? "Rate exceeded");
}
