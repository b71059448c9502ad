import type { Scenario } from "./scenario";

export const explicitDeny: Scenario = {
  id: "explicit-deny",
  title: "A policy denies deletion explicitly",
  expect:
    "kms:ScheduleKeyDeletion and kms:DisableKey fail, with an explicit deny in an identity-based policy as the cause. Adding permissions does not help: the Deny has to be removed.",
  extraPolicy: {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "Guardrail",
        Effect: "Deny",
        Action: ["kms:ScheduleKeyDeletion", "kms:DisableKey"],
        Resource: "*",
      },
    ],
  },
};
