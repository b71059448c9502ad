import type { Scenario } from "./scenario";

export const regionDenied: Scenario = {
  id: "region-denied",
  title: "The organization denies the region",
  expect:
    "Every action of KMS, CloudWatch Logs and CloudHSM fails with an explicit deny in a service control policy; the IAM actions and the list of regions pass. In the table of regions every one fails with the same cause, the home region among them. Only the organization's administrator can fix it.",
  organisation: {
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Action: "*", Resource: "*" },
      { Sid: "DenyRegion", Effect: "Deny", Action: ["kms:*", "logs:*", "cloudhsm:*"], Resource: "*" },
    ],
  },
};
