import { mendingStatements } from "@/lib/permissions";
import { HclExpression, hclBody, hclObject, hclValue, yamlScalar } from "@/lib/syntax";
import { statementHcl, statementYaml } from "../statements";
import type { MendingTarget } from "./target";

/** A template or a configuration owns the policy that it makes: unlike the script, it does not add to it. */
const KEEPS = [
  "If this policy already exists from an earlier check, keep its actions in the list and add these:",
  "the whole policy is overwritten.",
];

/**
 * The inline policy as a CloudFormation template.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-rolepolicy.html
 */
export function mendingCloudFormation(target: MendingTarget, actions: readonly string[]): string {
  const kind = target.kind === "role" ? "Role" : "User";
  return [
    `# The permissions that the check found missing, for account ${target.accountId}:`,
    "#   aws cloudformation deploy --stack-name cckm-missing-permissions --capabilities CAPABILITY_IAM \\",
    "#     --template-file cckm-missing-permissions.cloudformation.yaml",
    ...KEEPS.map((line) => `# ${line}`),
    'AWSTemplateFormatVersion: "2010-09-09"',
    "Resources:",
    "  MissingPermissions:",
    `    Type: AWS::IAM::${kind}Policy`,
    "    Properties:",
    `      ${kind}Name: ${yamlScalar(target.principal)}`,
    `      PolicyName: ${yamlScalar(target.policyName)}`,
    "      PolicyDocument:",
    '        Version: "2012-10-17"',
    "        Statement:",
    ...mendingStatements(actions, target.scope).flatMap((statement) => statementYaml(statement)),
    "",
  ].join("\n");
}

/**
 * The inline policy as a Terraform resource.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/iam_role_policy
 */
export function mendingTerraform(target: MendingTarget, actions: readonly string[]): string {
  const statements = mendingStatements(actions, target.scope).map((statement) => statementHcl(statement));
  const document = hclObject(["Version", "2012-10-17"], ["Statement", statements]);
  return [
    `# The permissions that the check found missing. Run it with credentials of account ${target.accountId}.`,
    ...KEEPS.map((line) => `# ${line}`),
    `resource "aws_iam_${target.kind}_policy" "cckm_missing_permissions" {`,
    `${hclBody(
      [
        ["name", target.policyName],
        [target.kind, target.principal],
        ["policy", new HclExpression(`jsonencode(${hclValue(document, 1)})`)],
      ],
      1,
    )}}`,
    "",
  ].join("\n");
}
