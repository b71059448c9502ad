import { listing, PROBED_SERVICE, type Probe, type ProbeCall } from "./probe";

const iamSource = (operation: string) => ({
  title: `AWS IAM API reference, ${operation}`,
  url: `https://docs.aws.amazon.com/IAM/latest/APIReference/API_${operation}.html`,
});
const iamList = (operation: string, list: string): Probe =>
  listing(
    `iam:${operation}`,
    { service: "iam", operation, input: { MaxItems: 1 } },
    list,
    iamSource(operation),
  );

export const ec2: readonly Probe[] = [
  listing(
    "ec2:DescribeRegions",
    { service: "ec2", operation: "DescribeRegions", input: { AllRegions: true } },
    "Regions",
    {
      title: "Amazon EC2 API reference, DescribeRegions",
      url: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeRegions.html",
    },
  ),
];

const rolesOf = (serviceName: string): ProbeCall => ({
  service: "iam",
  operation: "ListRoles",
  input: () => ({ PathPrefix: `/aws-service-role/${serviceName}/`, MaxItems: 1 }),
});

export const iam: readonly Probe[] = [
  iamList("ListGroups", "Groups"),
  iamList("ListRoles", "Roles"),
  iamList("ListUsers", "Users"),
  {
    action: "iam:CreateServiceLinkedRole",
    on: "the service-linked role of KMS's multi-Region keys, which exists already",
    certainty: "absent",
    scope: "other",
    // Where the role is there, AWS can only say that its name is taken. Where it is not, the call would make it.
    onlyIf: [
      {
        call: rolesOf(PROBED_SERVICE),
        list: "Roles",
        otherwise: "The account has no such role yet, and a call would create one.",
      },
    ],
    call: {
      service: "iam",
      operation: "CreateServiceLinkedRole",
      input: () => ({ AWSServiceName: PROBED_SERVICE }),
    },
    allowed: [
      { error: "InvalidInput", sentence: /has been taken in this account/i },
      { error: "InvalidInputException", sentence: /has been taken in this account/i },
    ],
    note: "Sent only when the role exists: its name is then taken, so nothing can be created.",
    absentBecause: "A call that proves the permission to create a service-linked role creates it.",
    source: iamSource("CreateServiceLinkedRole"),
  },
];

export const logs: readonly Probe[] = [
  listing(
    "logs:DescribeLogGroups",
    { service: "logs", operation: "DescribeLogGroups", input: { limit: 1 } },
    "logGroups",
    {
      title: "Amazon CloudWatch Logs API reference, DescribeLogGroups",
      url: "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeLogGroups.html",
    },
  ),
  {
    action: "logs:FilterLogEvents",
    on: "a log group that does not exist",
    certainty: "sure",
    scope: "other",
    call: {
      service: "logs",
      operation: "FilterLogEvents",
      input: (ids) => ({ logGroupName: ids.logGroupName, limit: 1 }),
    },
    allowed: [{ error: "ResourceNotFoundException" }],
    note: "The call only reads, from a log group with a random name. A policy for a single log group shows as denied here.",
    source: {
      title: "Amazon CloudWatch Logs API reference, FilterLogEvents",
      url: "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html",
    },
  },
];

export const cloudhsm: readonly Probe[] = [
  listing(
    "cloudhsm:DescribeClusters",
    { service: "cloudhsmv2", operation: "DescribeClusters", input: { MaxResults: 1 } },
    "Clusters",
    {
      title: "AWS CloudHSM API reference, DescribeClusters",
      url: "https://docs.aws.amazon.com/cloudhsm/latest/APIReference/API_DescribeClusters.html",
    },
  ),
];

export const sts: readonly Probe[] = [
  {
    action: "sts:AssumeRole",
    on: "nothing: no call was made",
    certainty: "absent",
    scope: "other",
    allowed: [],
    note: "Not sent: a successful call gives out credentials for the other role.",
    absentBecause:
      "The other account's role decides too, and a call that proves it hands out its credentials.",
    source: {
      title: "AWS STS API reference, AssumeRole",
      url: "https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html",
    },
  },
];
