import * as cloudhsm from "@aws-sdk/client-cloudhsm-v2";
import * as logs from "@aws-sdk/client-cloudwatch-logs";
import * as ec2 from "@aws-sdk/client-ec2";
import * as iam from "@aws-sdk/client-iam";
import * as kms from "@aws-sdk/client-kms";
import * as rolesAnywhere from "@aws-sdk/client-rolesanywhere";
import * as sts from "@aws-sdk/client-sts";
import type { AwsService } from "@/lib/partitions";

/** A command class of any of the clients: each takes the operation's own input. */
// biome-ignore lint/complexity/noBannedTypes: the classes of seven clients have no common base but an object
type Command = new (input: never) => {};

/** What the clients of seven packages, of two generations, have in common. */
export interface SdkClient {
  send(command: object, options: object): Promise<Record<string, unknown>>;
  destroy(): void;
}

interface ServiceRow {
  Client: new (config: never) => unknown;
  /** How the service writes its answers: decides what a readable body is. */
  protocol: "json" | "xml";
  commands: Readonly<Record<string, Command>>;
}

/**
 * Every operation that this product calls, and nothing else: an operation that is not listed is refused before
 * anything is sent. To add one is to add its line.
 */
export const serviceTable: Readonly<Record<AwsService, ServiceRow>> = {
  sts: {
    Client: sts.STSClient,
    protocol: "xml",
    commands: { GetCallerIdentity: sts.GetCallerIdentityCommand },
  },
  ec2: {
    Client: ec2.EC2Client,
    protocol: "xml",
    commands: { DescribeRegions: ec2.DescribeRegionsCommand },
  },
  logs: {
    Client: logs.CloudWatchLogsClient,
    protocol: "json",
    commands: {
      DescribeLogGroups: logs.DescribeLogGroupsCommand,
      FilterLogEvents: logs.FilterLogEventsCommand,
    },
  },
  cloudhsmv2: {
    Client: cloudhsm.CloudHSMV2Client,
    protocol: "json",
    commands: { DescribeClusters: cloudhsm.DescribeClustersCommand },
  },
  kms: {
    Client: kms.KMSClient,
    protocol: "json",
    commands: {
      CancelKeyDeletion: kms.CancelKeyDeletionCommand,
      ConnectCustomKeyStore: kms.ConnectCustomKeyStoreCommand,
      CreateAlias: kms.CreateAliasCommand,
      DeleteAlias: kms.DeleteAliasCommand,
      DeleteCustomKeyStore: kms.DeleteCustomKeyStoreCommand,
      DeleteImportedKeyMaterial: kms.DeleteImportedKeyMaterialCommand,
      DescribeCustomKeyStores: kms.DescribeCustomKeyStoresCommand,
      DescribeKey: kms.DescribeKeyCommand,
      DisableKey: kms.DisableKeyCommand,
      DisableKeyRotation: kms.DisableKeyRotationCommand,
      DisconnectCustomKeyStore: kms.DisconnectCustomKeyStoreCommand,
      EnableKey: kms.EnableKeyCommand,
      EnableKeyRotation: kms.EnableKeyRotationCommand,
      GetKeyPolicy: kms.GetKeyPolicyCommand,
      GetKeyRotationStatus: kms.GetKeyRotationStatusCommand,
      GetParametersForImport: kms.GetParametersForImportCommand,
      GetPublicKey: kms.GetPublicKeyCommand,
      ImportKeyMaterial: kms.ImportKeyMaterialCommand,
      ListAliases: kms.ListAliasesCommand,
      ListKeyPolicies: kms.ListKeyPoliciesCommand,
      ListKeyRotations: kms.ListKeyRotationsCommand,
      ListKeys: kms.ListKeysCommand,
      ListResourceTags: kms.ListResourceTagsCommand,
      PutKeyPolicy: kms.PutKeyPolicyCommand,
      ReplicateKey: kms.ReplicateKeyCommand,
      RevokeGrant: kms.RevokeGrantCommand,
      RotateKeyOnDemand: kms.RotateKeyOnDemandCommand,
      ScheduleKeyDeletion: kms.ScheduleKeyDeletionCommand,
      TagResource: kms.TagResourceCommand,
      UntagResource: kms.UntagResourceCommand,
      UpdateAlias: kms.UpdateAliasCommand,
      UpdateCustomKeyStore: kms.UpdateCustomKeyStoreCommand,
      UpdateKeyDescription: kms.UpdateKeyDescriptionCommand,
      UpdatePrimaryRegion: kms.UpdatePrimaryRegionCommand,
    },
  },
  iam: {
    Client: iam.IAMClient,
    protocol: "xml",
    commands: {
      AttachRolePolicy: iam.AttachRolePolicyCommand,
      AttachUserPolicy: iam.AttachUserPolicyCommand,
      CreateAccessKey: iam.CreateAccessKeyCommand,
      CreatePolicy: iam.CreatePolicyCommand,
      CreatePolicyVersion: iam.CreatePolicyVersionCommand,
      CreateRole: iam.CreateRoleCommand,
      CreateServiceLinkedRole: iam.CreateServiceLinkedRoleCommand,
      CreateUser: iam.CreateUserCommand,
      DeleteAccessKey: iam.DeleteAccessKeyCommand,
      DeletePolicy: iam.DeletePolicyCommand,
      DeletePolicyVersion: iam.DeletePolicyVersionCommand,
      DeleteRole: iam.DeleteRoleCommand,
      DeleteRolePermissionsBoundary: iam.DeleteRolePermissionsBoundaryCommand,
      DeleteUser: iam.DeleteUserCommand,
      DetachRolePolicy: iam.DetachRolePolicyCommand,
      DetachUserPolicy: iam.DetachUserPolicyCommand,
      GetPolicy: iam.GetPolicyCommand,
      GetPolicyVersion: iam.GetPolicyVersionCommand,
      GetRole: iam.GetRoleCommand,
      GetUser: iam.GetUserCommand,
      ListAccessKeys: iam.ListAccessKeysCommand,
      ListAttachedRolePolicies: iam.ListAttachedRolePoliciesCommand,
      ListAttachedUserPolicies: iam.ListAttachedUserPoliciesCommand,
      ListGroups: iam.ListGroupsCommand,
      ListPolicyVersions: iam.ListPolicyVersionsCommand,
      ListRoles: iam.ListRolesCommand,
      ListUsers: iam.ListUsersCommand,
      PutRolePermissionsBoundary: iam.PutRolePermissionsBoundaryCommand,
      PutUserPermissionsBoundary: iam.PutUserPermissionsBoundaryCommand,
      SimulatePrincipalPolicy: iam.SimulatePrincipalPolicyCommand,
      TagPolicy: iam.TagPolicyCommand,
      TagRole: iam.TagRoleCommand,
      TagUser: iam.TagUserCommand,
      UpdateAssumeRolePolicy: iam.UpdateAssumeRolePolicyCommand,
      UpdateRole: iam.UpdateRoleCommand,
    },
  },
  // The 3.332.0 client knows the API of 2023: it drops fields that came later (acceptRoleSessionName, attribute
  // mappings, notification settings) from requests and answers alike. Nothing here needs them.
  rolesanywhere: {
    Client: rolesAnywhere.RolesAnywhereClient,
    protocol: "json",
    commands: {
      CreateProfile: rolesAnywhere.CreateProfileCommand,
      CreateTrustAnchor: rolesAnywhere.CreateTrustAnchorCommand,
      DeleteProfile: rolesAnywhere.DeleteProfileCommand,
      DeleteTrustAnchor: rolesAnywhere.DeleteTrustAnchorCommand,
      EnableProfile: rolesAnywhere.EnableProfileCommand,
      EnableTrustAnchor: rolesAnywhere.EnableTrustAnchorCommand,
      GetProfile: rolesAnywhere.GetProfileCommand,
      GetTrustAnchor: rolesAnywhere.GetTrustAnchorCommand,
      ListProfiles: rolesAnywhere.ListProfilesCommand,
      ListTagsForResource: rolesAnywhere.ListTagsForResourceCommand,
      ListTrustAnchors: rolesAnywhere.ListTrustAnchorsCommand,
      TagResource: rolesAnywhere.TagResourceCommand,
      UpdateProfile: rolesAnywhere.UpdateProfileCommand,
      UpdateTrustAnchor: rolesAnywhere.UpdateTrustAnchorCommand,
    },
  },
};
