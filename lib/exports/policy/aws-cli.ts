import type { PlanDocument } from "@/lib/plan";
import { isProblem, type Problem } from "@/lib/problems";
import { type ExportFormat, makesPolicy } from "../format";
import { type Blueprint, blueprint } from "../identity/blueprint";
import { policyScript } from "../identity/scripts";

/**
 * The blueprint of the policy alone: certificates and user may still be open when another person makes the policy.
 * @returns a problem that names the answers that the script cannot do without
 */
export function policyBlueprint(document: PlanDocument): Blueprint | Problem {
  return blueprint({
    ...document,
    start: { ...document.start, signIn: "access-key" },
    identity: { ...document.identity, userName: "", userExists: false },
  });
}

export const policyAwsCli: ExportFormat = {
  id: "policy-aws-cli",
  title: "AWS CLI",
  what: "A script that creates the policy, or updates it: it shows what it will do, asks first, and refuses any other account.",
  step: "policy",
  appliesTo: (document) => makesPolicy(document) && !isProblem(policyBlueprint(document)),
  fileName: "make-cckm-policy.sh",
  language: "bash",
  render: ({ plan }) => {
    const made = policyBlueprint(plan.document);
    return isProblem(made) ? `# ${made.title}\n` : policyScript(made);
  },
};
