import { CloudHSMV2Client } from "@aws-sdk/client-cloudhsm-v2";
import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { EC2Client } from "@aws-sdk/client-ec2";
import { IAMClient } from "@aws-sdk/client-iam";
import { KMSClient } from "@aws-sdk/client-kms";
import { RolesAnywhereClient } from "@aws-sdk/client-rolesanywhere";
import { STSClient } from "@aws-sdk/client-sts";
import type { AwsService } from "@/lib/partitions";

/** What the clients of seven packages, of two generations, have in common. */
export interface SdkClient {
  send(command: object, options: object): Promise<Record<string, unknown>>;
  destroy(): void;
}

interface ServiceRow {
  Client: new (config: never) => unknown;
  /** How the service writes its answers: decides what a readable body is. */
  protocol: "json" | "xml";
}

export const serviceTable: Readonly<Record<AwsService, ServiceRow>> = {
  sts: { Client: STSClient, protocol: "xml" },
  ec2: { Client: EC2Client, protocol: "xml" },
  logs: { Client: CloudWatchLogsClient, protocol: "json" },
  cloudhsmv2: { Client: CloudHSMV2Client, protocol: "json" },
  kms: { Client: KMSClient, protocol: "json" },
  iam: { Client: IAMClient, protocol: "xml" },
  // The 3.332.0 client knows the API of 2023: it drops fields that came later (acceptRoleSessionName, attribute
  // mappings, notification settings) from requests and answers alike. Nothing here needs them.
  rolesanywhere: { Client: RolesAnywhereClient, protocol: "json" },
};
