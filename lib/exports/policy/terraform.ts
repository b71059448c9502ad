import { setOf } from "@/lib/permissions";
import {
  HclComment,
  type HclEntry,
  HclExpression,
  hclBody,
  hclObject,
  hclString,
  hclValue,
} from "@/lib/syntax";
import { type ExportFormat, makesPolicy } from "../format";
import { MADE_BY } from "../identity/blueprint";
import { planPolicy, policyName } from "../names";
import { statementHcl } from "../statements";

export const policyTerraform: ExportFormat = {
  id: "policy-terraform",
  title: "Terraform",
  what: "A resource aws_iam_policy with the same document, for the AWS provider in your own configuration.",
  step: "policy",
  appliesTo: makesPolicy,
  fileName: "cckm-policy.tf",
  language: "hcl",
  render: ({ plan }) => {
    const { document } = plan;
    let last: unknown;
    const statements = planPolicy(document).Statement.map((statement) => {
      const set = setOf(statement.Sid, document.start.sets);
      // Said once for a set that is parted.
      const said = set === last;
      last = set;
      return statementHcl(
        statement,
        ...(set === undefined || said ? [] : [new HclComment(`${set.title}: ${set.why}`)]),
      );
    });
    const { tags } = document.identity;
    const body: readonly HclEntry[] = [
      ["name", policyName(document)],
      ["path", document.identity.rolePath],
      ["description", MADE_BY],
      [
        "policy",
        new HclExpression(
          `jsonencode(${hclValue(hclObject(["Version", "2012-10-17"], ["Statement", statements]), 1)})`,
        ),
      ],
      ...(tags.length === 0
        ? []
        : [["tags", hclObject(...tags.map(({ key, value }) => [hclString(key), value] as const))] as const]),
    ];
    return [
      "# The managed policy of a CipherTrust CCKM connection.",
      "# Run it with credentials of the plan's account; IAM is the same in every region of a partition.",
      `resource "aws_iam_policy" "cckm" {`,
      `${hclBody(body, 1)}}`,
      "",
      `output "cckm_policy_arn" {`,
      `${hclBody([["value", new HclExpression("aws_iam_policy.cckm.arn")]], 1)}}`,
      "",
    ].join("\n");
  },
};
