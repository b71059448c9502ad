import { sh } from "./sh";

/**
 * Asks IAM's policy simulator about each action and prints the block that the wizard reads. Each line carries the
 * POSIX checksum of its text (cksum is on every system), the last one the number of lines: damage is noticed.
 * Needs identity_arn, and results: lines "word value" that the script has gathered.
 */
export const printResult = sh`
# One question: options of the AWS CLI. What was made a moment ago is not seen everywhere yet: asks again then.
ask_simulator() {
  local pause
  for pause in 3 6 9 0; do
    if ! aws_text iam simulate-principal-policy --policy-source-arn "$identity_arn" "$@" \
      --query "EvaluationResults[].[EvalActionName,EvalDecision,join(',',[MissingContextValues,ResourceSpecificResults[].MissingContextValues[]][]) || 'None',OrganizationsDecisionDetail.AllowedByOrganizations,PermissionsBoundaryDecisionDetail.AllowedByPermissionsBoundary]" >"$WORK/answers" 2>"$WORK/error"; then
      if [ -n "$PLANNED" ] && [ "$pause" != 0 ] && grep -q NoSuchEntity "$WORK/error"; then sleep "$pause"; continue; fi
      return 1
    fi
    if [ -z "$PLANNED" ] || [ "$pause" = 0 ] || ! grep -q Deny "$WORK/answers"; then break; fi
    sleep "$pause"
  done
  cat "$WORK/answers" >>"$WORK/simulation"
}

# ACTIONS has the actions, and before each group of them the options that they are asked with.
options_only() { printf '%s\n' "$ACTIONS" | grep '^--'; }
say "" "Asking the policy simulator about $(printf '%s\n' "$ACTIONS" | grep -v '^--' | sort -u | grep -c .) actions"
: >"$WORK/simulation"
simulated=yes
context=""
resource=""
set --
ask_group() { ask_simulator --context-entries "$context" \${resource:+--resource-arns "$resource"} --action-names "$@" || simulated=no; }
while IFS= read -r line; do
  case "$line" in
    --*)
      if [ "$#" -gt 0 ] && [ "$simulated" = yes ]; then ask_group "$@"; fi
      if [ "$#" -gt 0 ]; then resource=""; fi
      set --
      ;;
  esac
  case "$line" in
    "--context-entries "*) context="\${line#* }" ;;
    "--resource-arns "*) resource="\${line#* }" ;;
    *) set -- "$@" "$line" ;;
  esac
done <<<"$ACTIONS"
if [ "$simulated" = yes ]; then ask_group "$@"; fi

{
  printf '%s\n' "version 1" "kind $KIND" "at $(date -u +%Y-%m-%dT%H:%M:%SZ)" \
    "partition $PARTITION" "account $ACCOUNT" "region $REGION" "limits $(options_only | cksum | cut -d' ' -f1)" "$results"
  if [ "$simulated" = yes ]; then
    while IFS=$'\t' read -r action decision missing organization boundary; do
      if [ -z "$action" ]; then continue; fi
      line="simulation $action $decision"
      if [ "$organization" = False ]; then line="$line not-by-organization"; fi
      if [ "$boundary" = False ]; then line="$line not-by-boundary"; fi
      if [ "$missing" != None ]; then line="$line lacks $missing"; fi
      printf '%s\n' "$line"
    done <"$WORK/simulation"
  else
    printf 'simulation-refused %s\n' "$(sed -n 's/.*(\([A-Za-z]*\)) when calling.*/\1/p' "$WORK/error" | head -n 1)"
    say "  The simulator's answers are missing: AWS refused them (iam:SimulatePrincipalPolicy)."
  fi
} >"$WORK/result"

say "" "Copy the lines from BEGIN to END and paste them into the wizard. They contain no secret." ""
printf '%s\n' "-----BEGIN AWS CONNECTION WIZARD RESULT-----"
count=0
while IFS= read -r line; do
  count=$((count + 1))
  printf '%s #%s\n' "$line" "$(printf '%s' "$line" | cksum | cut -d' ' -f1)"
done <"$WORK/result"
line="lines $count"
printf '%s #%s\n' "$line" "$(printf '%s' "$line" | cksum | cut -d' ' -f1)"
printf '%s\n' "-----END AWS CONNECTION WIZARD RESULT-----"
`;

export const rolesAnywhereResult = sh`
identity_arn=$ROLE_ARN
results="trust-anchor $trust_anchor_arn
role $ROLE_ARN
profile $profile_arn
policy $POLICY_ARN"
`;

export const userResult = sh`
identity_arn=$user_arn
results="user $user_arn
policy $POLICY_ARN"
`;

export const farewell = sh`
say "" "Done. Wait a few seconds before you verify: new IAM entities take a moment to propagate."
`;

export const undone = sh`
say "" "Done."
`;

export const undoneRolesAnywhere = sh`
say "" "Done. The service-linked role AWSServiceRoleForRolesAnywhere stays: AWS created it with the first trust anchor of the account."
`;
