import { type PlanDocument, usesCertificate } from "@/lib/plan";
import { isProblem } from "@/lib/problems";
import type { ExportFormat, ExportInput } from "../format";
import { type Blueprint, blueprint } from "./blueprint";
import { accessKeyScript, rolesAnywhereScript, undoScript } from "./scripts";

/** A script applies only to a plan whose blueprint is complete: `appliesTo` says so before `render` is called. */
function scriptFormat(
  facts: Pick<ExportFormat, "id" | "title" | "what" | "step" | "fileName">,
  when: (document: PlanDocument) => boolean,
  write: (blueprint: Blueprint) => string,
): ExportFormat {
  return {
    ...facts,
    language: "bash",
    appliesTo: (document) => when(document) && !isProblem(blueprint(document)),
    render: ({ plan }: ExportInput) => {
      const made = blueprint(plan.document);
      return isProblem(made) ? `# ${made.title}\n` : write(made);
    },
  };
}

const withCertificate = (document: PlanDocument) => usesCertificate(document);
const withKey = (document: PlanDocument) => !usesCertificate(document);

/** The formats of the identity step. */
export const identityFormats: readonly ExportFormat[] = [
  scriptFormat(
    {
      id: "cli-roles-anywhere",
      title: "AWS CLI script",
      what: "Creates policy, trust anchor, role and profile, attaches the policy, and prints a result to paste here.",
      step: "identity",
      fileName: "cckm-roles-anywhere.sh",
    },
    withCertificate,
    (made) => (made.identity.kind === "roles-anywhere" ? rolesAnywhereScript(made, made.identity) : ""),
  ),
  scriptFormat(
    {
      id: "cli-access-key",
      title: "AWS CLI script",
      what: "Creates policy and IAM user, attaches the policy, writes one access key to a file that only you can read, and prints a result to paste here.",
      step: "identity",
      fileName: "cckm-access-key.sh",
    },
    withKey,
    (made) => (made.identity.kind === "access-key" ? accessKeyScript(made, made.identity) : ""),
  ),
  scriptFormat(
    {
      id: "cli-undo",
      title: "AWS CLI script: undo",
      what: "Deletes what the script created, and only that. It lists everything and asks first.",
      step: "identity",
      fileName: "cckm-undo.sh",
    },
    () => true,
    undoScript,
  ),
];
