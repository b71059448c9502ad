import type { Scenario } from "./scenario";

export const farRegionsDenied: Scenario = {
  id: "far-regions-denied",
  title: "The organization allows only some regions",
  expect:
    "With a home region in Europe or the USA, the probes and the simulator answer as in a healthy account. In the table of regions, KMS is closed by a service control policy in the other parts of the world (GovCloud: us-gov-west-1, China: cn-northwest-1).",
  organisation: {
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Action: "*", Resource: "*" },
      {
        Sid: "DenyFarRegions",
        Effect: "Deny",
        NotAction: ["iam:*", "sts:*", "ec2:DescribeRegions"],
        Resource: "*",
        Condition: {
          StringLike: {
            "aws:RequestedRegion": [
              "af-*",
              "ap-*",
              "ca-*",
              "il-*",
              "me-*",
              "mx-*",
              "sa-*",
              "us-gov-west-1",
              "cn-northwest-1",
            ],
          },
        },
      },
    ],
  },
};
