import * as cloudhsm from "@aws-sdk/client-cloudhsm-v2";
import * as logs from "@aws-sdk/client-cloudwatch-logs";
import * as ec2 from "@aws-sdk/client-ec2";
import * as iam from "@aws-sdk/client-iam";
import * as kms from "@aws-sdk/client-kms";
import * as rolesAnywhere from "@aws-sdk/client-rolesanywhere";
import * as sts from "@aws-sdk/client-sts";
import type { OperationTable } from "./operation";

/**
 * Asking operations that read: whatever their input names, nothing changes. Open to both worlds. To add one is to add
 * its line; its name begins with a verb that AWS keeps for reads, which a test looks at.
 */
export const reading = {
  sts: {
    GetCallerIdentity: sts.GetCallerIdentityCommand,
  },
  ec2: {
    DescribeRegions: ec2.DescribeRegionsCommand,
  },
  logs: {
    DescribeLogGroups: logs.DescribeLogGroupsCommand,
    FilterLogEvents: logs.FilterLogEventsCommand,
  },
  cloudhsmv2: {
    DescribeClusters: cloudhsm.DescribeClustersCommand,
  },
  kms: {
    DescribeCustomKeyStores: kms.DescribeCustomKeyStoresCommand,
    DescribeKey: kms.DescribeKeyCommand,
    GetKeyPolicy: kms.GetKeyPolicyCommand,
    GetKeyRotationStatus: kms.GetKeyRotationStatusCommand,
    GetPublicKey: kms.GetPublicKeyCommand,
    ListAliases: kms.ListAliasesCommand,
    ListKeyPolicies: kms.ListKeyPoliciesCommand,
    ListKeyRotations: kms.ListKeyRotationsCommand,
    ListKeys: kms.ListKeysCommand,
    ListResourceTags: kms.ListResourceTagsCommand,
  },
  iam: {
    GetPolicy: iam.GetPolicyCommand,
    GetPolicyVersion: iam.GetPolicyVersionCommand,
    GetRole: iam.GetRoleCommand,
    GetUser: iam.GetUserCommand,
    ListAccessKeys: iam.ListAccessKeysCommand,
    ListGroups: iam.ListGroupsCommand,
    ListPolicyVersions: iam.ListPolicyVersionsCommand,
    ListRoles: iam.ListRolesCommand,
    ListUsers: iam.ListUsersCommand,
    SimulatePrincipalPolicy: iam.SimulatePrincipalPolicyCommand,
  },
  rolesanywhere: {
    ListProfiles: rolesAnywhere.ListProfilesCommand,
    ListTrustAnchors: rolesAnywhere.ListTrustAnchorsCommand,
  },
} as const satisfies OperationTable;
