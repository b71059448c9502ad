/**
 * The one partition table. Pure data: every room may import it, in the browser too.
 * Source: AWS endpoint rule sets (partition metadata) and the console addresses of each partition.
 */
export const partitions = ["aws", "aws-us-gov", "aws-cn"] as const;
export type Partition = (typeof partitions)[number];

export interface PartitionFacts {
  title: string;
  /** Ends the name of every regional endpoint. */
  dnsSuffix: string;
  /** IAM is one service for the whole partition: its host, and the region that signs for it. */
  iamHost: string;
  iamRegion: string;
  /** The region that CipherTrust itself falls back to for this `cloud_name`. */
  defaultRegion: string;
  /** What a region name looks like here, for telling "unknown region" from "region of another partition". */
  regionPattern: RegExp;
  regions: readonly string[];
  /** Regions without a CloudHSM v2 endpoint in AWS's endpoint data. */
  withoutCloudHsm: readonly string[];
  /** AWS Private CA can be a Roles Anywhere trust anchor here. */
  privateCaAnchor: boolean;
  /** Console host; `{region}` is replaced where the console has a host for each region. */
  console: string;
  consoleRegional: string;
  /** CloudShell is known to exist in this partition's console. */
  cloudShell: boolean;
  /** Service names of the two service-linked roles that KMS makes. */
  kmsServiceNames: readonly string[];
}

const KMS_SERVICE_NAMES = ["mrk.kms.amazonaws.com", "cks.kms.amazonaws.com"] as const;

export const partitionTable: Readonly<Record<Partition, PartitionFacts>> = {
  aws: {
    title: "AWS (commercial regions)",
    dnsSuffix: "amazonaws.com",
    iamHost: "iam.amazonaws.com",
    iamRegion: "us-east-1",
    defaultRegion: "us-east-1",
    regionPattern: /^(us|eu|ap|sa|ca|me|af|il|mx)-\w+-\d+$/,
    regions: [
      "af-south-1",
      "ap-east-1",
      "ap-east-2",
      "ap-northeast-1",
      "ap-northeast-2",
      "ap-northeast-3",
      "ap-south-1",
      "ap-south-2",
      "ap-southeast-1",
      "ap-southeast-2",
      "ap-southeast-3",
      "ap-southeast-4",
      "ap-southeast-5",
      "ap-southeast-6",
      "ap-southeast-7",
      "ca-central-1",
      "ca-west-1",
      "eu-central-1",
      "eu-central-2",
      "eu-north-1",
      "eu-south-1",
      "eu-south-2",
      "eu-west-1",
      "eu-west-2",
      "eu-west-3",
      "il-central-1",
      "me-central-1",
      "me-south-1",
      "mx-central-1",
      "sa-east-1",
      "us-east-1",
      "us-east-2",
      "us-west-1",
      "us-west-2",
    ],
    withoutCloudHsm: ["ap-east-2", "ap-southeast-4"],
    privateCaAnchor: true,
    console: "console.aws.amazon.com",
    consoleRegional: "{region}.console.aws.amazon.com",
    cloudShell: true,
    kmsServiceNames: KMS_SERVICE_NAMES,
  },
  "aws-us-gov": {
    title: "AWS GovCloud (US)",
    dnsSuffix: "amazonaws.com",
    iamHost: "iam.us-gov.amazonaws.com",
    iamRegion: "us-gov-west-1",
    defaultRegion: "us-gov-east-1",
    regionPattern: /^us-gov-\w+-\d+$/,
    regions: ["us-gov-east-1", "us-gov-west-1"],
    withoutCloudHsm: [],
    privateCaAnchor: true,
    console: "console.amazonaws-us-gov.com",
    consoleRegional: "console.amazonaws-us-gov.com",
    cloudShell: true,
    kmsServiceNames: KMS_SERVICE_NAMES,
  },
  "aws-cn": {
    title: "AWS China",
    dnsSuffix: "amazonaws.com.cn",
    iamHost: "iam.cn-north-1.amazonaws.com.cn",
    iamRegion: "cn-north-1",
    defaultRegion: "cn-north-1",
    regionPattern: /^cn-\w+-\d+$/,
    regions: ["cn-north-1", "cn-northwest-1"],
    withoutCloudHsm: ["cn-north-1", "cn-northwest-1"],
    privateCaAnchor: false,
    console: "console.amazonaws.cn",
    consoleRegional: "console.amazonaws.cn",
    cloudShell: false,
    kmsServiceNames: KMS_SERVICE_NAMES,
  },
};

/** The partition that a region name belongs to, or undefined where no partition of ours has such names. */
export function partitionOfRegion(region: string): Partition | undefined {
  return partitions.find((id) => partitionTable[id].regionPattern.test(region));
}

export type AwsService = "iam" | "sts" | "ec2" | "kms" | "logs" | "cloudhsmv2" | "rolesanywhere";

/** The host of a service's regional endpoint (IAM: the partition's one host). */
export function endpointHost(partition: Partition, service: AwsService, region: string): string {
  const facts = partitionTable[partition];
  return service === "iam" ? facts.iamHost : `${service}.${region}.${facts.dnsSuffix}`;
}
