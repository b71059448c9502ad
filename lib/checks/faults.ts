import type { AwsFailure, FailureKind } from "./aws-caller";

/** A fault between the wizard and AWS, in words: never a statement about a permission. */
export interface FaultWords {
  /** One line: what happened. */
  found: string;
  remedy: string;
  where?: string | undefined;
}

const words: Record<Exclude<FailureKind, "denied" | "answer">, FaultWords> = {
  "credentials-wrong": {
    found:
      "AWS does not accept the credentials: the key is unknown there, or the secret does not belong to it.",
    remedy:
      "Check that the key is active, that it belongs to this account and partition, and that the secret was copied in full. A new key takes a few seconds to work.",
  },
  "credentials-expired": {
    found: "The credentials have expired.",
    remedy: "Check the connection again: the sign-in gets new ones.",
  },
  "clock-skew": {
    found: "AWS refused the signature because the clock of this server is off.",
    remedy:
      "Set the server's clock (NTP), then check again. AWS allows a difference of at most five minutes.",
    where: "The operator of this wizard's server.",
  },
  "region-disabled": {
    found: "This region is not switched on in the account.",
    remedy: "Enable the region under Account settings, or choose another home region.",
    where: "An administrator of the AWS account.",
  },
  throttled: {
    found: "AWS throttled the call; other callers in the account count too.",
    remedy: "Wait a few seconds and check again.",
  },
  timeout: {
    found: "No answer came within the time limit. That says nothing about the permission.",
    remedy:
      "Check again. If it happens again, look at the network path from this server to AWS: firewall, proxy, VPC endpoint.",
  },
  unreachable: {
    found: "AWS could not be reached.",
    remedy: "Check name resolution, firewall and HTTPS_PROXY of this server, and that the region is right.",
    where: "The operator of this wizard's server.",
  },
  intercepted: {
    found:
      "Something between this server and AWS answered instead of AWS: a proxy, a firewall or a sign-in page.",
    remedy: "Let this server reach AWS directly, or set HTTPS_PROXY and NO_PROXY for the network.",
    where: "The network administrator of this wizard's server.",
  },
  tls: {
    found:
      "The certificate that answered for AWS is not trusted here: most often it comes from a TLS-inspecting proxy.",
    remedy: "Give the wizard the proxy's CA (EXTRA_CA_FILE), or exempt AWS's hosts from inspection.",
    where: "The network administrator of this wizard's server.",
  },
  service: {
    found: "AWS returned a server error.",
    remedy: "Check again in a minute.",
  },
  stopped: {
    found: "The check was stopped before an answer came.",
    remedy: "Check again.",
  },
  unrecognised: {
    found: "AWS gave an answer that this wizard does not know, so it draws no conclusion from it.",
    remedy: "Read the raw answer under Details. A simulation or pasted evidence can settle the permission.",
  },
};

/** Faults that pass: the waiting loop sends these calls again. */
export const passingFaults: readonly FailureKind[] = [
  "throttled",
  "timeout",
  "unreachable",
  "service",
  "stopped", // by the action's own deadline; after a visitor's stop nothing asks again
];

/** The words for a fault; an answer or a denial that nobody expected reads as unrecognised. */
export function faultWords(failure: AwsFailure): FaultWords {
  if (failure.kind === "denied" || failure.kind === "answer") return words.unrecognised;
  const found = words[failure.kind];
  const by = failure.kind === "clock-skew" ? skewOf(failure) : undefined;
  if (failure.kind === "unreachable" && failure.code === "ENOTFOUND")
    return { ...found, found: "The name of the AWS endpoint is not known to DNS." };
  return by ? { ...found, found: `${found.found} AWS's clock says ${by}.` } : found;
}

/** AWS's own time in its sentence ("… (20260301T120000Z - 5 min.)"), else the Date header. */
function skewOf(failure: AwsFailure): string | undefined {
  return awsTimeOf(failure)?.toISOString();
}

export function awsTimeOf(failure: AwsFailure): Date | undefined {
  const stamp = /\((\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z/.exec(failure.message);
  if (!stamp) return failure.answeredAt;
  const [, year, month, day, hour, minute, second] = stamp.map(Number);
  return new Date(Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute, second));
}

/** Everything that AWS or the network said, for the Details fold. */
export function rawFailure(failure: AwsFailure): string {
  return [
    `${failure.code}${failure.httpStatus === undefined ? "" : ` (HTTP ${failure.httpStatus})`}`,
    failure.message,
    failure.requestId === undefined ? "" : `Request id: ${failure.requestId}`,
  ]
    .filter((line) => line !== "")
    .join("\n")
    .slice(0, 8000);
}
