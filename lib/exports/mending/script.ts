import { mendingStatements } from "@/lib/permissions";
import { asciiJson, assignBash } from "@/lib/syntax";
import { ask, flags, guard } from "../bash/prelude";
import { headings, script } from "../bash/script";
import { sh } from "../bash/sh";
import type { MendingTarget } from "./target";

/**
 * The inline policy. Needs KIND (role or user), PRINCIPAL, POLICY_NAME; LIMITS, a line for each statement that there
 * could be: its Sid, and what it says beside its actions; ACTIONS, lines of Sid and action. What an earlier run of
 * such a script has added stays: put-…-policy replaces a policy as a whole, so the new one holds both.
 */
const look = sh`
# The document that allows the actions, given as lines of Sid and action.
document_for() {
  local statements="" list sid limits line
  while read -r sid limits; do
    list=""
    while IFS= read -r line; do
      case "$line" in "$sid "*) list="$list\${list:+,}\"\${line#* }\"" ;; esac
    done <<<"$1"
    if [ -n "$list" ]; then
      statements="$statements\${statements:+,}{\"Sid\":\"$sid\",\"Effect\":\"Allow\",\"Action\":[$list],$limits}"
    fi
  done <<<"$LIMITS"
  printf '{"Version":"2012-10-17","Statement":[%s]}' "$statements"
}

policy_change=none
found=$(look aws_text iam "get-$KIND" "--$KIND-name" "$PRINCIPAL" --query '*.Arn | [0]')
if [ -z "$found" ]; then stop "There is no $KIND $PRINCIPAL in this account. Nothing was changed."; fi
allowed=""
found=$(look aws_json iam "get-$KIND-policy" "--$KIND-name" "$PRINCIPAL" --policy-name "$POLICY_NAME" --query PolicyDocument)
if [ -n "$found" ]; then
  while read -r sid list; do
    while IFS= read -r action; do allowed="$allowed$sid $action"$'\n'; done < <(printf '%s\n' "$list" | tr ' ' '\n')
  done < <(aws_text iam "get-$KIND-policy" "--$KIND-name" "$PRINCIPAL" --policy-name "$POLICY_NAME" --query "PolicyDocument.Statement[].[not_null(Sid, '-'), join(' ', to_array(not_null(Action, '-')))]")
  if ! same "$found" "$(document_for "$allowed")"; then
    stop "The inline policy $POLICY_NAME of the $KIND $PRINCIPAL contains something that this script does not write. Add the statement by hand. Nothing was changed."
  fi
fi
lacking=""
while IFS= read -r line; do
  if ! has_line "$allowed" "$line"; then lacking="$lacking$line"$'\n'; fi
done <<<"$ACTIONS"
if [ -z "$lacking" ]; then
  keep "inline policy $POLICY_NAME of the $KIND $PRINCIPAL"
else
  policy_change=put
  plan "allow in the inline policy $POLICY_NAME of the $KIND $PRINCIPAL: $(printf '%s' "$lacking" | cut -d ' ' -f 2 | LC_ALL=C sort -u | tr '\n' ' ')"
fi
`;

const put = sh`
if [ "$policy_change" = put ]; then
  document_for "$(printf '%s\n%s' "$allowed" "$lacking" | sed '/^$/d' | LC_ALL=C sort -u)" >"$WORK/policy.json"
  change aws_text iam "put-$KIND-policy" "--$KIND-name" "$PRINCIPAL" --policy-name "$POLICY_NAME" --policy-document "file://$WORK/policy.json"
  say "  added the permissions" "  A change takes up to two minutes to propagate in IAM: check again then."
fi
`;

/** Adds the actions to the inline policy of the target, within the plan's limits, and nothing else. */
export function mendingScript(target: MendingTarget, actions: readonly string[]): string {
  const limits = mendingStatements([...target.actions, ...actions], target.scope).map(
    ({ Sid, Effect: _, Action: __, ...rest }) => `${Sid} ${asciiJson(rest).slice(1, -1)}`,
  );
  const wanted = mendingStatements(actions, target.scope).flatMap(({ Sid, Action }) =>
    Action.map((action) => `${Sid} ${action}`),
  );
  return script(
    ["Adds the permissions that the check found missing, as a separate inline policy."],
    [
      assignBash("PARTITION", target.partition),
      assignBash("ACCOUNT", target.accountId),
      assignBash("REGION", target.region),
      assignBash("KIND", target.kind),
      assignBash("PRINCIPAL", target.principal),
      assignBash("POLICY_NAME", target.policyName),
      assignBash("LIMITS", limits.join("\n")),
      assignBash("ACTIONS", wanted.join("\n")),
    ],
    [
      { heading: headings.options, bash: flags },
      { heading: headings.where, bash: guard },
      { heading: headings.look, bash: look },
      { heading: headings.ask, bash: ask },
      { heading: headings.do, bash: put },
    ],
  );
}
