import { mendingStatements, statementsText } from "@/lib/permissions";
import type { ExportFormat } from "../format";
import { mendingScript } from "./script";
import type { MendingTarget } from "./target";
import { mendingCloudFormation, mendingTerraform } from "./templates";

export { type MendingTarget, mendingPlace, mendingTarget } from "./target";

/** One form of what mends the missing permissions. */
export interface MendingForm extends Pick<ExportFormat, "id" | "title" | "what" | "fileName" | "language"> {
  copyLabel: string;
  code: string;
}

/**
 * The one minimal statement for these actions, in every form that an administrator may want.
 * @param target where it goes; undefined while the plan does not name it: then the JSON stands alone
 * @param actions what the check found missing; at least one
 */
export function mendingForms(target: MendingTarget | undefined, actions: readonly string[]): MendingForm[] {
  const statements = mendingStatements(actions, target?.scope);
  const several = statements.length > 1;
  const json: MendingForm = {
    id: "mending-json",
    title: "Statement JSON",
    what: several
      ? "The statements themselves, one for each limit of the plan, to add next to the existing ones. If one of their Sids already exists, add the actions to its list."
      : `The statement itself, to add next to the existing ones. If one with the Sid ${statements[0]?.Sid} already exists, add the actions to its list.`,
    fileName: "cckm-missing-permissions.json",
    language: "json",
    copyLabel: several ? "Copy the statements" : "Copy the statement",
    code: statementsText(statements),
  };
  if (target === undefined) return [json];
  return [
    json,
    {
      id: "mending-aws-cli",
      title: "AWS CLI",
      what: `A script that adds them to the inline policy ${target.policyName} of the ${target.kind}. It shows what it will do, asks first, refuses any other account, and removes nothing.`,
      fileName: "add-cckm-missing-permissions.sh",
      language: "bash",
      copyLabel: "Copy the script",
      code: mendingScript(target, actions),
    },
    {
      id: "mending-cloudformation",
      title: "CloudFormation",
      what: `A template that creates the inline policy ${target.policyName} of the ${target.kind}.`,
      fileName: "cckm-missing-permissions.cloudformation.yaml",
      language: "yaml",
      copyLabel: "Copy the template",
      code: mendingCloudFormation(target, actions),
    },
    {
      id: "mending-terraform",
      title: "Terraform",
      what: `A resource aws_iam_${target.kind}_policy, for the AWS provider in your own configuration.`,
      fileName: "cckm-missing-permissions.tf",
      language: "hcl",
      copyLabel: "Copy the resource",
      code: mendingTerraform(target, actions),
    },
  ];
}
