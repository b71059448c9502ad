import { policyText } from "@/lib/permissions";
import { always, type ExportFormat } from "../format";
import { planPolicy } from "../names";

export const policyJson: ExportFormat = {
  id: "policy-json",
  title: "Policy JSON",
  what: "The policy document itself, for the JSON view of the AWS console or your own tools.",
  step: "policy",
  appliesTo: always,
  fileName: "cckm-policy.json",
  language: "json",
  render: ({ plan }) => policyText(planPolicy(plan.document)),
};
