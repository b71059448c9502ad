import type { FailureKind } from "@/lib/checks";

/**
 * AWS's error names, sorted. The name decides first: the same refusal comes with different statuses and sentences in
 * the JSON, query and EC2 protocols. Source: the services' API references ("Errors"), and for the query protocol
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html
 */
const names: Partial<Record<FailureKind, readonly string[]>> = {
  denied: [
    "AccessDenied", // iam, sts
    "AccessDeniedException", // kms, logs, cloudhsm, rolesanywhere; KMS sends it with status 400
    "CloudHsmAccessDeniedException",
    "UnauthorizedOperation", // ec2
    "NotAuthorizedException",
    "UnauthorizedAccess",
    "AuthorizationError",
    "AuthorizationErrorException",
    "AccessDeniedError",
  ],
  "credentials-wrong": [
    "UnrecognizedClientException",
    "InvalidClientTokenId",
    "InvalidAccessKeyId",
    "AuthFailure", // ec2
    "InvalidSignatureException",
    "SignatureDoesNotMatch",
  ],
  "credentials-expired": ["ExpiredTokenException", "ExpiredToken", "TokenRefreshRequired", "RequestExpired"],
  "clock-skew": ["RequestTimeTooSkewed", "RequestInTheFuture", "SignatureExpired"],
  "region-disabled": ["OptInRequired", "OptInRequiredException", "RegionDisabledException", "RegionDisabled"],
  throttled: [
    "Throttling",
    "ThrottlingException",
    "ThrottledException",
    "RequestThrottled",
    "RequestThrottledException",
    "TooManyRequestsException",
    "RequestLimitExceeded", // ec2
    "EC2ThrottledException",
    "BandwidthLimitExceeded",
    "SlowDown",
    "PriorRequestNotComplete",
    // LimitExceededException is not here: in KMS and IAM it is a quota of things, not a rate.
  ],
  service: [
    "KMSInternalException",
    "DependencyTimeoutException",
    "InternalFailure",
    "InternalError",
    "InternalServerError",
    "InternalServiceError",
    "InternalServerException",
    "CloudHsmInternalFailureException",
    "CloudHsmServiceException",
    "ServiceFailure",
    "ServiceFailureException",
    "ServiceUnavailable",
    "ServiceUnavailableException",
    "Unavailable",
    "RequestTimeout",
    "RequestTimeoutException",
  ],
  unrecognised: [
    "MissingAuthenticationToken",
    "MissingAuthenticationTokenException",
    "IncompleteSignature",
    "IncompleteSignatureException",
    "InvalidAction",
    "UnknownOperationException",
    "NotImplementedError",
  ],
};

const kindOfName = new Map<string, FailureKind>(
  Object.entries(names).flatMap(([kind, list]) => list.map((name) => [name, kind as FailureKind] as const)),
);

/** Both endings occur for one code: XML carries "NoSuchEntity", the SDK's classes say "NoSuchEntityException". */
export function kindOfErrorName(name: string): FailureKind | undefined {
  return kindOfName.get(name);
}

/** Node's codes for what goes wrong below HTTP. */
const networkCodes: readonly [RegExp, FailureKind][] = [
  [/^(ENOTFOUND|EAI_AGAIN|EAI_NODATA|EAI_FAIL)$/, "unreachable"],
  [
    /^(ECONNREFUSED|ECONNRESET|EHOSTUNREACH|ENETUNREACH|ENETDOWN|EPIPE|ECONNABORTED|EADDRNOTAVAIL)$/,
    "unreachable",
  ],
  [/^(HPE_|ERR_STREAM_PREMATURE_CLOSE|UND_ERR_SOCKET)/, "unreachable"],
  [/^(ETIMEDOUT|ESOCKETTIMEDOUT|TimeoutError)$/, "timeout"],
  [
    /^(SELF_SIGNED_CERT|DEPTH_ZERO_SELF_SIGNED|UNABLE_TO_|CERT_|ERR_TLS_|ERR_SSL_|EPROTO|HOSTNAME_MISMATCH)/,
    "tls",
  ],
];

/** The kind of a Node network error code, or undefined for a code that is none. */
export function kindOfNetworkCode(code: string): FailureKind | undefined {
  return networkCodes.find(([pattern]) => pattern.test(code))?.[1];
}
