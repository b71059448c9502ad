import type { AwsService, Partition } from "@/lib/partitions";
import type { RunIds } from "./run-ids";

/**
 * What the checks ask of the outside, in our words. `lib/aws` is the only implementation that talks to AWS;
 * a test may write a small one of its own.
 */
export interface AwsCaller {
  readonly world: "aws" | "sandbox";
  readonly partition: Partition;
  /** The account that the credentials proved to belong to (12 digits). */
  readonly accountId: string;
  /** The home region; a call may name another one. */
  readonly region: string;
  /**
   * Fresh random names for one run of probes. With real credentials, they are the only ones that an operation which
   * could write may name: they are made here, never handed in, so that such a call can act on nothing.
   */
  names(where: { region: string; otherRegion: string }): RunIds;
  call(request: AwsCall): Promise<AwsAnswer>;
}

export interface AwsCall {
  service: AwsService;
  /** AWS's own operation name, for example "DescribeKey". */
  operation: string;
  input: Record<string, unknown>;
  region?: string | undefined;
  signal?: AbortSignal | undefined;
  /** False for calls whose quota forbids a second try (kms GetParametersForImport). Default true. */
  retry?: boolean | undefined;
}

export type AwsAnswer = { ok: true; output: Record<string, unknown> } | { ok: false; failure: AwsFailure };

/** What went wrong, told apart by AWS's error name first and its sentence second; never by status alone. */
export const failureKinds = [
  "denied", // AWS judged the caller and said no
  "answer", // any other modelled answer (NotFoundException, ...): the probe decides what it means
  "credentials-wrong",
  "credentials-expired",
  "clock-skew",
  "region-disabled",
  "throttled",
  "timeout",
  "unreachable", // DNS, refused, reset
  "intercepted", // a proxy answered: HTML, or a body that is not AWS's
  "tls",
  "service", // 5xx, KMSInternalException ...
  "stopped", // the caller's signal
  "unrecognised",
] as const;
export type FailureKind = (typeof failureKinds)[number];

export interface AwsFailure {
  kind: FailureKind;
  /** AWS's error name ("AccessDeniedException"), or the network's code ("ECONNRESET"). */
  code: string;
  /** AWS's own sentence, for the Details fold. */
  message: string;
  httpStatus?: number | undefined;
  requestId?: string | undefined;
  /** The clock of whoever answered, from the Date header: by how much ours is off. */
  answeredAt?: Date | undefined;
}
