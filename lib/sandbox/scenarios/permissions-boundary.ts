import type { Scenario } from "./scenario";

export const permissionsBoundary: Scenario = {
  id: "permissions-boundary",
  title: "A permissions boundary is in the way",
  expect:
    "kms:PutKeyPolicy, kms:TagResource and kms:UntagResource fail because no permissions boundary allows them, though the policy does. The boundary has to be widened.",
  boundary: {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        NotAction: ["kms:PutKeyPolicy", "kms:TagResource", "kms:UntagResource"],
        Resource: "*",
      },
    ],
  },
};
