import { policyText } from "@/lib/permissions";
import type { PlanDocument } from "@/lib/plan";
import { consoleUrl, type WalkStep } from "../console";
import { type ExportFormat, makesPolicy } from "../format";
import { MADE_BY } from "../identity/blueprint";
import { planPolicy, policyArn, policyName } from "../names";

/** Making the policy by hand in the AWS console, with links of the plan's partition and region. */
export function policyConsoleWalk(document: PlanDocument): WalkStep[] {
  const { partition, region, accountId } = document.start;
  const { rolePath } = document.identity;
  return [
    {
      text: `Sign in to account ${accountId || "(not answered yet)"} as someone who is allowed to create policies, and open the list of policies.`,
      link: {
        title: "IAM policies in the AWS console",
        url: consoleUrl(partition, region, "iam/home#/policies"),
      },
    },
    { text: 'Choose "Create policy", then "JSON".' },
    {
      text: "Replace everything in the editor with this document, then choose Next.",
      copy: { label: "Policy document", value: policyText(planPolicy(document)) },
    },
    { text: "Enter this name.", copy: { label: "Policy name", value: policyName(document) } },
    {
      text: "Enter this description. The scripts of the step “Create the identity” recognise the policy by it.",
      copy: { label: "Description", value: MADE_BY },
    },
    ...(rolePath === "/"
      ? []
      : [
          {
            text: `The console creates policies only under the path /. This plan has the path ${rolePath}: use the AWS CLI script instead, or set the path back to / in the step “Create the identity”.`,
          },
        ]),
    {
      text: 'Choose "Create policy". Its ARN is then:',
      copy: { label: "Policy ARN", value: policyArn(document) },
    },
  ];
}

export const policyWalk: ExportFormat = {
  id: "policy-console-walk",
  title: "AWS console",
  what: "The same, by hand in the AWS console, step by step.",
  step: "policy",
  appliesTo: makesPolicy,
  fileName: "cckm-policy-console.txt",
  language: "text",
  render: ({ plan }) =>
    walkText("The policy of the CCKM connection, in the AWS console", policyConsoleWalk(plan.document)),
};

/** A walk as plain text. */
export function walkText(title: string, steps: readonly WalkStep[]): string {
  const lines = [title, ""];
  for (const [index, step] of steps.entries()) {
    lines.push(`${index + 1}. ${step.text}`);
    if (step.link !== undefined) lines.push(`   ${step.link.url}`);
    if (step.copy !== undefined)
      lines.push(
        `   ${step.copy.label}:`,
        ...step.copy.value
          .trimEnd()
          .split("\n")
          .map((line) => `     ${line}`),
      );
  }
  return `${lines.join("\n")}\n`;
}
