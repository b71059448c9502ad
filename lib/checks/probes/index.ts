import { kmsAliases, kmsCreations, kmsKeys, kmsLists, kmsStores } from "./kms";
import { cloudhsm, ec2, iam, logs, sts } from "./others";
import type { Probe, ProbeCall } from "./probe";

/**
 * One probe an action. To add an action is to add its value to the list of its service; a probe that acts on
 * anything but the run's own random names is stopped by `guardCall`.
 */
export const probes: readonly Probe[] = [
  ...kmsKeys, // GetParametersForImport stands first: it has by far the lowest quota
  ...kmsLists,
  ...kmsStores,
  ...kmsAliases,
  ...kmsCreations,
  ...ec2,
  ...iam,
  ...logs,
  ...cloudhsm,
  ...sts,
];

const byAction = new Map(probes.map((probe) => [probe.action, probe]));

export function probeFor(action: string): Probe | undefined {
  return byAction.get(action);
}

/**
 * A key-scoped call that the connection should not be allowed, and that cannot act: no such key, no such grant, and
 * a dry run besides. When it is denied, AWS is known to judge the caller before it looks for the key, and "not
 * found" means "allowed". https://docs.aws.amazon.com/kms/latest/developerguide/testing-permissions.html
 */
export const controlCall: ProbeCall = {
  service: "kms",
  operation: "RevokeGrant",
  input: (ids) => ({ KeyId: ids.keyArn, GrantId: ids.grantId, DryRun: true }),
};
export const CONTROL_ACTION = "kms:RevokeGrant";
