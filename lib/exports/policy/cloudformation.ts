import { setOf } from "@/lib/permissions";
import { yamlScalar } from "@/lib/syntax";
import { type ExportFormat, makesPolicy } from "../format";
import { MADE_BY } from "../identity/blueprint";
import { planPolicy, policyName } from "../names";
import { statementYaml } from "../statements";

export const policyCloudFormation: ExportFormat = {
  id: "policy-cloudformation",
  title: "CloudFormation",
  what: "A template that creates the managed policy and outputs its ARN.",
  step: "policy",
  appliesTo: makesPolicy,
  fileName: "cckm-policy.cloudformation.yaml",
  language: "yaml",
  render: ({ plan }) => {
    const { document } = plan;
    const lines = [
      "# The managed policy of a CipherTrust CCKM connection. It has its own name, so deploying needs",
      "# CAPABILITY_NAMED_IAM:",
      "#   aws cloudformation deploy --stack-name cckm-policy --capabilities CAPABILITY_NAMED_IAM \\",
      "#     --template-file cckm-policy.cloudformation.yaml",
      'AWSTemplateFormatVersion: "2010-09-09"',
      `Description: ${yamlScalar(MADE_BY)}`,
      "Resources:",
      "  ConnectionPolicy:",
      "    Type: AWS::IAM::ManagedPolicy",
      "    Properties:",
      `      ManagedPolicyName: ${yamlScalar(policyName(document))}`,
      `      Path: ${yamlScalar(document.identity.rolePath)}`,
      `      Description: ${yamlScalar(MADE_BY)}`,
      "      PolicyDocument:",
      '        Version: "2012-10-17"',
      "        Statement:",
    ];
    let last: unknown;
    for (const statement of planPolicy(document).Statement) {
      const set = setOf(statement.Sid, document.start.sets);
      // Said once for a set that is parted.
      if (set !== undefined && set !== last) lines.push(`          # ${set.title}: ${set.why}`);
      last = set;
      lines.push(...statementYaml(statement));
    }
    lines.push(
      "Outputs:",
      "  PolicyArn:",
      "    Description: The ARN of the policy, for the wizard's step Compose the policy",
      "    Value: !Ref ConnectionPolicy",
      "",
    );
    return lines.join("\n");
  },
};
