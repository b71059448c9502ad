import * as iam from "@aws-sdk/client-iam";
import * as kms from "@aws-sdk/client-kms";
import { PROBED_SERVICE } from "@/lib/checks";
import type { AwsService } from "@/lib/partitions";
import type { Command } from "./operation";

/** An operation that would change what it names, and what its input must name so that it cannot. */
export interface ProbingOperation {
  Command: Command;
  /** These fields of the input each hold a name that the door itself made up: there is nothing of that name. */
  madeUp: readonly string[];
  /** Sent only when this read, made by the door just before, shows that the thing is there already. */
  onlyWhere?:
    | { input: Readonly<Record<string, string>>; operation: string; with: object; list: string }
    | undefined;
}

const onKey = (Command: Command): ProbingOperation => ({ Command, madeUp: ["KeyId"] });
const onStore = (Command: Command): ProbingOperation => ({ Command, madeUp: ["CustomKeyStoreId"] });

/**
 * Asking operations that would write if they named a real thing. With real credentials the door sends them only for
 * names of its own making (random, 68 to 128 bits, never handed in), so that they ask whether one may and act on
 * nothing.
 */
export const probing = {
  kms: {
    CancelKeyDeletion: onKey(kms.CancelKeyDeletionCommand),
    DeleteImportedKeyMaterial: onKey(kms.DeleteImportedKeyMaterialCommand),
    DisableKey: onKey(kms.DisableKeyCommand),
    DisableKeyRotation: onKey(kms.DisableKeyRotationCommand),
    EnableKey: onKey(kms.EnableKeyCommand),
    EnableKeyRotation: onKey(kms.EnableKeyRotationCommand),
    GetParametersForImport: onKey(kms.GetParametersForImportCommand),
    ImportKeyMaterial: onKey(kms.ImportKeyMaterialCommand),
    PutKeyPolicy: onKey(kms.PutKeyPolicyCommand),
    ReplicateKey: onKey(kms.ReplicateKeyCommand),
    RevokeGrant: onKey(kms.RevokeGrantCommand),
    RotateKeyOnDemand: onKey(kms.RotateKeyOnDemandCommand),
    ScheduleKeyDeletion: onKey(kms.ScheduleKeyDeletionCommand),
    TagResource: onKey(kms.TagResourceCommand),
    UntagResource: onKey(kms.UntagResourceCommand),
    UpdateKeyDescription: onKey(kms.UpdateKeyDescriptionCommand),
    UpdatePrimaryRegion: onKey(kms.UpdatePrimaryRegionCommand),
    ConnectCustomKeyStore: onStore(kms.ConnectCustomKeyStoreCommand),
    DeleteCustomKeyStore: onStore(kms.DeleteCustomKeyStoreCommand),
    DisconnectCustomKeyStore: onStore(kms.DisconnectCustomKeyStoreCommand),
    UpdateCustomKeyStore: onStore(kms.UpdateCustomKeyStoreCommand),
    // An alias needs a key: with a key that is not there, none is made or moved.
    CreateAlias: { Command: kms.CreateAliasCommand, madeUp: ["AliasName", "TargetKeyId"] },
    UpdateAlias: { Command: kms.UpdateAliasCommand, madeUp: ["AliasName", "TargetKeyId"] },
    DeleteAlias: { Command: kms.DeleteAliasCommand, madeUp: ["AliasName"] },
  },
  iam: {
    // Where the role is there, AWS can only say that its name is taken.
    CreateServiceLinkedRole: {
      Command: iam.CreateServiceLinkedRoleCommand,
      madeUp: [],
      onlyWhere: {
        input: { AWSServiceName: PROBED_SERVICE },
        operation: "ListRoles",
        with: { PathPrefix: `/aws-service-role/${PROBED_SERVICE}/`, MaxItems: 1 },
        list: "Roles",
      },
    },
  },
} as const satisfies Partial<Record<AwsService, Readonly<Record<string, ProbingOperation>>>>;
