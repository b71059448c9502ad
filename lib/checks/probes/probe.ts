import type { AwsService } from "@/lib/partitions";
import type { Source } from "@/lib/verdict";
import type { RunIds } from "../run-ids";

/** One call of a probe. `input` may only use the run's own random names. */
export interface ProbeCall {
  service: AwsService;
  operation: string;
  input(ids: RunIds): Record<string, unknown>;
  /** Sent before all others, and never a second time: its quota is about one call a second for the whole account. */
  once?: true | undefined;
}

/** An answer that only an authorised caller gets. */
export type AllowedAnswer =
  /** 200, and the answer holds this list: a proxy's empty 200 does not. */
  | { list: string }
  /** AWS's own refusal for another reason than permission; `sentence` narrows it where the name alone says too little. */
  | { error: string; sentence?: RegExp | undefined };

export interface Probe {
  action: string;
  /** What the probe looks at, for the evidence line: "a key that does not exist". */
  on: string;
  /**
   * `sure`: the answer decides. `calibrated`: "not found" counts as allowed only in a run that has shown that AWS
   * refuses before it looks. `absent`: no answer proves "allowed"; a denial still counts where there is a call.
   */
  certainty: "sure" | "calibrated" | "absent";
  /** What a denial of this probe says about the order of checks for others of its kind. */
  scope: "list" | "key" | "store" | "alias" | "other";
  call?: ProbeCall | undefined;
  allowed: readonly AllowedAnswer[];
  /** Why the call can change nothing, and what is thin about its evidence. */
  note: string;
  /** For `absent`: why no probe can tell, as a sentence. */
  absentBecause?: string | undefined;
  /** A list that must hold something before the call may be sent at all. */
  onlyIf?: { call: ProbeCall; list: string; otherwise: string }[] | undefined;
  source: Source;
}

/** The service whose service-linked role the probe of `iam:CreateServiceLinkedRole` asks for. */
export const PROBED_SERVICE = "mrk.kms.amazonaws.com";

const KMS_API = "https://docs.aws.amazon.com/kms/latest/APIReference/API_";

export function kmsSource(operation: string): Source {
  return { title: `AWS KMS API reference, ${operation}`, url: `${KMS_API}${operation}.html` };
}

export const NOT_FOUND: AllowedAnswer = { error: "NotFoundException" };
const STORE_NOT_FOUND: AllowedAnswer = { error: "CustomKeyStoreNotFoundException" };

/** A call on the run's own key, which does not exist: it can act on nothing. */
export function onMissingKey(
  operation: string,
  more: (ids: RunIds) => Record<string, unknown> = () => ({}),
  extra: Partial<Pick<Probe, "note" | "allowed" | "on">> & {
    once?: true | undefined;
    multiRegion?: true | undefined;
  } = {},
): Probe {
  const { once, multiRegion, ...rest } = extra;
  return {
    action: `kms:${operation}`,
    on: "a key that does not exist, in this account and region",
    certainty: "calibrated",
    scope: "key",
    call: {
      service: "kms",
      operation,
      input: (ids) => ({ KeyId: multiRegion ? ids.multiRegionKeyArn : ids.keyArn, ...more(ids) }),
      ...(once ? { once } : {}),
    },
    allowed: [NOT_FOUND],
    note: "The key is named by a random id made for this run, so there is nothing that could change.",
    source: kmsSource(operation),
    ...rest,
  };
}

/** A call on a custom key store that does not exist. */
export function onMissingStore(
  operation: string,
  more: (ids: RunIds) => Record<string, unknown> = () => ({}),
): Probe {
  return {
    action: `kms:${operation}`,
    on: "a custom key store that does not exist",
    certainty: "calibrated",
    scope: "store",
    call: { service: "kms", operation, input: (ids) => ({ CustomKeyStoreId: ids.storeId, ...more(ids) }) },
    allowed: [STORE_NOT_FOUND],
    note: "The store is named by a random id made for this run, so there is nothing that could change.",
    source: kmsSource(operation),
  };
}

/** A call that lists, with the smallest page: its success decides. */
export function listing(
  action: string,
  call: Pick<ProbeCall, "service" | "operation"> & { input?: Record<string, unknown> | undefined },
  list: string,
  source: Source,
): Probe {
  const { service, operation, input = {} } = call;
  return {
    action,
    on: "the smallest page of the list",
    certainty: "sure",
    scope: "list",
    call: { service, operation, input: () => input },
    allowed: [{ list }],
    note: "The call only reads; its success is the proof.",
    source,
  };
}
