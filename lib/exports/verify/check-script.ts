import { actionsInForce, type PolicyScope } from "@/lib/permissions";
import { usesCertificate } from "@/lib/plan";
import { assignBash } from "@/lib/syntax";
import { guard, lookingHelpers } from "../bash/prelude";
import { printResult } from "../bash/result";
import { headings, script } from "../bash/script";
import { sh } from "../bash/sh";
import type { ExportFormat } from "../format";
import { simulatorLines } from "../identity/script-values";
import { type MendingTarget, mendingTarget } from "../mending/target";
import { policyScope } from "../names";

const noOptions = sh`
if [ "$#" -gt 0 ]; then stop "This script takes no options: it only reads."; fi
`;

/** The role or user itself, whose ARN holds a path that its name does not tell. */
const look = sh`
identity_arn=$(look aws_text iam "get-$PRINCIPAL_KIND" "--$PRINCIPAL_KIND-name" "$PRINCIPAL" --query '*.Arn | [0]')
if [ -z "$identity_arn" ]; then stop "There is no $PRINCIPAL_KIND $PRINCIPAL in this account."; fi
# Nothing is planned here, so nothing new has to be waited for.
PLANNED=""
results="$PRINCIPAL_KIND $identity_arn"
`;

/**
 * Asks AWS's policy simulator about each action and prints the block that the wizard reads. It changes nothing.
 * @param asked the actions, and how the plan limits its policy: the simulator is asked for requests within the limits
 * @param kind how the plan signs in: the block says it, as the scripts that make the identity do
 */
export function checkScript(
  target: MendingTarget,
  kind: "roles-anywhere" | "access-key",
  asked: { actions: readonly string[]; scope: PolicyScope },
): string {
  return script(
    ["Asks AWS's policy simulator what the connection may do, and prints its answers."],
    [
      assignBash("KIND", kind),
      assignBash("ACTIONS", simulatorLines({ ...asked, region: target.region })),
      assignBash("PARTITION", target.partition),
      assignBash("ACCOUNT", target.accountId),
      assignBash("REGION", target.region),
      assignBash("PRINCIPAL_KIND", target.kind),
      assignBash("PRINCIPAL", target.principal),
    ],
    [
      { heading: headings.options, bash: noOptions },
      { heading: headings.where, bash: guard },
      { heading: headings.who, bash: look },
      { heading: headings.result, bash: printResult },
    ],
    {
      promise: [
        "Made by the AWS Connection Wizard. It only reads: nothing in the account is changed.",
        "It needs iam:SimulatePrincipalPolicy and permission to read the role or user.",
      ],
      helpers: lookingHelpers,
    },
  );
}

/** For those who give this site no credential: what it prints is pasted into the verify step. */
export const checkAwsCli: ExportFormat = {
  id: "check-aws-cli",
  title: "AWS CLI script",
  what: "Asks AWS's policy simulator about each permission of this plan, and prints a block to paste here. It refuses any other account and changes nothing.",
  step: "verify",
  fileName: "ask-cckm-permissions.sh",
  language: "bash",
  appliesTo: (document) => mendingTarget(document) !== undefined,
  render: ({ plan: { document } }) => {
    const target = mendingTarget(document);
    const kind = usesCertificate(document) ? "roles-anywhere" : "access-key";
    const actions = actionsInForce(document.start.sets);
    return target === undefined
      ? "# The plan does not name its role or user yet.\n"
      : checkScript(target, kind, { actions, scope: policyScope(document) });
  },
};
