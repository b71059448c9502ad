import { CloudHSMV2Client, DescribeClustersCommand } from "@aws-sdk/client-cloudhsm-v2";
import {
  CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  FilterLogEventsCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { DescribeRegionsCommand, EC2Client } from "@aws-sdk/client-ec2";
import {
  CreateRoleCommand,
  type CreateRoleCommandInput,
  IAMClient,
  ListUsersCommand,
} from "@aws-sdk/client-iam";
import { DescribeKeyCommand, DisableKeyCommand, KMSClient, ListKeysCommand } from "@aws-sdk/client-kms";
import {
  CreateProfileCommand,
  type CreateProfileCommandInput,
  CreateTrustAnchorCommand,
  type CreateTrustAnchorCommandInput,
  ImportCrlCommand,
  type ImportCrlCommandInput,
  RolesAnywhereClient,
} from "@aws-sdk/client-rolesanywhere";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import type { Sandbox } from "../index";

/** The AWS SDK's own clients against the sandbox, without retries so that a test sees the first answer. */
export function awsSdk(
  sandbox: Sandbox,
  keys: { accessKeyId: string; secretAccessKey: string; sessionToken?: string | undefined },
  region = "eu-west-1",
) {
  const { accessKeyId, secretAccessKey, sessionToken } = keys;
  const credentials = { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) };
  const options = { endpoint: sandbox.url, region, credentials, maxAttempts: 1 };
  const [iam, kms, sts] = [new IAMClient(options), new KMSClient(options), new STSClient(options)];
  const rolesAnywhere = new RolesAnywhereClient(options);
  const [logs, ec2, hsm] = [
    new CloudWatchLogsClient(options),
    new EC2Client(options),
    new CloudHSMV2Client(options),
  ];
  return {
    getCallerIdentity: () => sts.send(new GetCallerIdentityCommand({})),
    listUsers: () => iam.send(new ListUsersCommand({})),
    createRole: (input: CreateRoleCommandInput) => iam.send(new CreateRoleCommand(input)),
    listKeys: () => kms.send(new ListKeysCommand({})),
    describeKey: (KeyId: string) => kms.send(new DescribeKeyCommand({ KeyId })),
    disableKey: (KeyId: string) => kms.send(new DisableKeyCommand({ KeyId })),
    describeRegions: (AllRegions = true) => ec2.send(new DescribeRegionsCommand({ AllRegions })),
    describeLogGroups: () => logs.send(new DescribeLogGroupsCommand({ limit: 1 })),
    filterLogEvents: (logGroupName: string) => logs.send(new FilterLogEventsCommand({ logGroupName })),
    describeClusters: () => hsm.send(new DescribeClustersCommand({})),
    createTrustAnchor: (input: CreateTrustAnchorCommandInput) =>
      rolesAnywhere.send(new CreateTrustAnchorCommand(input)),
    createProfile: (input: CreateProfileCommandInput) => rolesAnywhere.send(new CreateProfileCommand(input)),
    importCrl: (input: ImportCrlCommandInput) => rolesAnywhere.send(new ImportCrlCommand(input)),
  };
}
