import type { AwsCall, FailureKind } from "@/lib/checks";
import { ec2Error, jsonError, queryError, type StubAnswer } from "./stub-server";

const ARN = "arn:aws:iam::111122223333:user/cckm";
export const KEY = "arn:aws:kms:eu-west-1:111122223333:key/9a7d1c52-0000-4000-8000-000000000000";
const denial = (action: string, resource: string, ending: string) =>
  `User: ${ARN} is not authorized to perform: ${action} on resource: ${resource} ${ending}`;

export const kms: AwsCall = { service: "kms", operation: "DescribeKey", input: { KeyId: KEY } };
const logs: AwsCall = { service: "logs", operation: "DescribeLogGroups", input: {} };
const hsm: AwsCall = { service: "cloudhsmv2", operation: "DescribeClusters", input: {} };
const iam: AwsCall = { service: "iam", operation: "ListGroups", input: {} };
const sts: AwsCall = { service: "sts", operation: "GetCallerIdentity", input: {} };
const ec2: AwsCall = { service: "ec2", operation: "DescribeRegions", input: {} };

const html: StubAnswer = {
  status: 200,
  headers: { "content-type": "text/html" },
  body: "<!DOCTYPE html><html><body>Sign in to the guest network</body></html>",
};
const early =
  "Signature expired: 20260301T110000Z is now earlier than 20260301T115500Z (20260301T120000Z - 5 min.)";
const late =
  "Signature not yet current: 20260301T130000Z is still later than 20260301T120500Z (20260301T120000Z + 5 min.)";

const expired = ec2Error("RequestExpired", "Request has expired.", 400);
const cutOff = queryError("AccessDenied", denial("iam:ListGroups", "*", ""));

/** One row an answer: who answered what, and how it must be read. */
export const rows: [string, AwsCall, StubAnswer, FailureKind, string][] = [
  [
    "kms denial, status 400",
    kms,
    jsonError(
      "AccessDeniedException",
      denial("kms:DescribeKey", KEY, "because no identity-based policy allows the kms:DescribeKey action"),
    ),
    "denied",
    "AccessDeniedException",
  ],
  [
    "logs denial",
    logs,
    jsonError("AccessDeniedException", denial("logs:DescribeLogGroups", "*", "")),
    "denied",
    "AccessDeniedException",
  ],
  [
    "cloudhsm's own denial",
    hsm,
    jsonError("CloudHsmAccessDeniedException", "not allowed"),
    "denied",
    "CloudHsmAccessDeniedException",
  ],
  [
    "iam denial",
    iam,
    queryError("AccessDenied", denial("iam:ListGroups", "*", "")),
    "denied",
    "AccessDenied",
  ],
  [
    "ec2 denial",
    ec2,
    ec2Error("UnauthorizedOperation", "You are not authorized to perform this operation."),
    "denied",
    "UnauthorizedOperation",
  ],
  [
    "a type with namespace and address",
    kms,
    jsonError("com.amazonaws.kms#NotFoundException:http://x/", `Key '${KEY}' does not exist`),
    "answer",
    "NotFoundException",
  ],
  [
    "iam answer",
    iam,
    queryError("InvalidInput", "Service role name has been taken", 400),
    "answer",
    "InvalidInput",
  ],
  [
    "a quota of things is no throttling",
    kms,
    jsonError("LimitExceededException", "too many keys"),
    "answer",
    "LimitExceededException",
  ],
  [
    "kms expired token",
    kms,
    jsonError("ExpiredTokenException", "expired"),
    "credentials-expired",
    "ExpiredTokenException",
  ],
  ["sts expired token", sts, queryError("ExpiredToken", "expired"), "credentials-expired", "ExpiredToken"],
  ["ec2 expired request", ec2, expired, "credentials-expired", "RequestExpired"],
  [
    "kms unknown key id",
    kms,
    jsonError("UnrecognizedClientException", "invalid"),
    "credentials-wrong",
    "UnrecognizedClientException",
  ],
  [
    "sts unknown key id",
    sts,
    queryError("InvalidClientTokenId", "invalid"),
    "credentials-wrong",
    "InvalidClientTokenId",
  ],
  [
    "ec2 unknown key id",
    ec2,
    ec2Error("AuthFailure", "not able to validate", 401),
    "credentials-wrong",
    "AuthFailure",
  ],
  [
    "wrong secret, json",
    kms,
    jsonError("InvalidSignatureException", "does not match"),
    "credentials-wrong",
    "InvalidSignatureException",
  ],
  [
    "wrong secret, query",
    iam,
    queryError("SignatureDoesNotMatch", "does not match"),
    "credentials-wrong",
    "SignatureDoesNotMatch",
  ],
  [
    "clock behind, json",
    kms,
    jsonError("InvalidSignatureException", early),
    "clock-skew",
    "InvalidSignatureException",
  ],
  [
    "clock ahead, query",
    sts,
    queryError("SignatureDoesNotMatch", late),
    "clock-skew",
    "SignatureDoesNotMatch",
  ],
  [
    "clock, by name",
    ec2,
    ec2Error("RequestTimeTooSkewed", "too large"),
    "clock-skew",
    "RequestTimeTooSkewed",
  ],
  [
    "clock, by the time of the answer",
    ec2,
    { ...expired, headers: { ...expired.headers, date: "Sun, 01 Mar 2026 12:00:00 GMT" } },
    "clock-skew",
    "RequestExpired",
  ],
  [
    "region off, ec2",
    ec2,
    ec2Error("OptInRequired", "You are not subscribed", 401),
    "region-disabled",
    "OptInRequired",
  ],
  [
    "region off, sts",
    sts,
    queryError("RegionDisabledException", "STS is not activated"),
    "region-disabled",
    "RegionDisabledException",
  ],
  [
    "kms throttled",
    kms,
    jsonError("ThrottlingException", "You have exceeded the rate"),
    "throttled",
    "ThrottlingException",
  ],
  ["iam throttled", iam, queryError("Throttling", "Rate exceeded", 400), "throttled", "Throttling"],
  [
    "ec2 throttled with 503",
    ec2,
    ec2Error("RequestLimitExceeded", "limit", 503),
    "throttled",
    "RequestLimitExceeded",
  ],
  [
    "kms internal",
    kms,
    jsonError("KMSInternalException", "try again", 500),
    "service",
    "KMSInternalException",
  ],
  [
    "kms dependency",
    kms,
    jsonError("DependencyTimeoutException", "try again", 503),
    "service",
    "DependencyTimeoutException",
  ],
  ["iam unavailable", iam, queryError("ServiceUnavailable", "later", 503), "service", "ServiceUnavailable"],
  ["500 without a word", kms, { status: 500, body: "" }, "service", "Http500"],
  ["a page instead of JSON", kms, html, "intercepted", "UnreadableAnswer"],
  ["a page instead of XML", iam, html, "intercepted", "UnreadableAnswer"],
  ["a page with 403", kms, { ...html, status: 403 }, "intercepted", "Http403"],
  ["a page with 503", ec2, { ...html, status: 503 }, "intercepted", "Http503"],
  ["a proxy that wants a password", kms, { status: 407, body: "auth" }, "intercepted", "Http407"],
  [
    "a redirect",
    kms,
    { status: 302, headers: { location: "http://portal.invalid/" } },
    "intercepted",
    "Redirect302",
  ],
  ["403 in plain text", kms, { status: 403, body: "Forbidden by policy" }, "intercepted", "Http403"],
  ["cut-off JSON", kms, { body: '{"KeyMetadata":{"KeyId":' }, "unrecognised", "UnreadableAnswer"],
  [
    "cut-off XML",
    iam,
    { body: "<ListGroupsResponse><ListGroupsResult><Groups>" },
    "unrecognised",
    "UnreadableAnswer",
  ],
  [
    "a denial in XML that was cut off",
    iam,
    { ...cutOff, body: cutOff.body?.slice(0, -1) },
    "unrecognised",
    "Http403",
  ],
  ["another document's XML", iam, { body: "<Hello></Hello>" }, "unrecognised", "UnreadableAnswer"],
  ["JSON that is no object", kms, { body: "17" }, "unrecognised", "UnreadableAnswer"],
  [
    "moto's denial of a JSON call",
    kms,
    queryError("AccessDenied", "User is not authorized to perform: kms:DescribeKey"),
    "denied",
    "AccessDenied",
  ],
  [
    "the same with another status",
    kms,
    queryError("AccessDenied", "no", 400),
    "unrecognised",
    "AccessDenied",
  ],
];
