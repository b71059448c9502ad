#!/usr/bin/env bash
# Asks AWS's policy simulator what the connection may do, and prints its answers.
# Made by the AWS Connection Wizard. It only reads: nothing in the account is changed.
# It needs iam:SimulatePrincipalPolicy and permission to read the role or user.
set -euo pipefail
umask 077
# No pager, no prompting, and UTF-8 whatever the terminal's locale.
export AWS_PAGER="" AWS_CLI_AUTO_PROMPT=off AWS_CLI_FILE_ENCODING=UTF-8 PYTHONIOENCODING=UTF-8

# --- The plan's values ---
readonly KIND='roles-anywhere'
readonly ACTIONS='--context-entries [{"ContextKeyName":"aws:RequestedRegion","ContextKeyValues":["eu-west-1"],"ContextKeyType":"string"}]
ec2:DescribeRegions
kms:ListAliases
kms:ListKeys
kms:CreateKey
kms:DescribeCustomKeyStores
--resource-arns arn:aws:kms:eu-west-1:111122223333:key/00000000-0000-4000-8000-000000000000
--context-entries [{"ContextKeyName":"aws:RequestedRegion","ContextKeyValues":["eu-west-1"],"ContextKeyType":"string"}]
kms:ListKeyPolicies
kms:ListResourceTags
kms:DescribeKey
kms:GetKeyPolicy
kms:GetKeyRotationStatus
kms:GetParametersForImport
kms:GetPublicKey
kms:TagResource
kms:UntagResource
kms:CancelKeyDeletion
kms:CreateAlias
kms:DeleteAlias
kms:DeleteImportedKeyMaterial
kms:DisableKey
kms:DisableKeyRotation
kms:EnableKey
kms:EnableKeyRotation
kms:ImportKeyMaterial
kms:ScheduleKeyDeletion
kms:UpdateAlias
kms:UpdateKeyDescription
kms:PutKeyPolicy
--resource-arns arn:aws:kms:eu-west-1:111122223333:alias/ckm-example
--context-entries [{"ContextKeyName":"aws:RequestedRegion","ContextKeyValues":["eu-west-1"],"ContextKeyType":"string"}]
kms:CreateAlias
kms:DeleteAlias
kms:UpdateAlias
--context-entries [{"ContextKeyName":"aws:RequestedRegion","ContextKeyValues":["us-east-1"],"ContextKeyType":"string"}]
iam:ListGroups
iam:ListRoles
iam:ListUsers
--resource-arns arn:aws:logs:eu-west-1:111122223333:log-group::log-stream:
--context-entries [{"ContextKeyName":"aws:RequestedRegion","ContextKeyValues":["eu-west-1"],"ContextKeyType":"string"}]
logs:DescribeLogGroups
--resource-arns arn:aws:logs:eu-west-1:111122223333:log-group:ckm-example:log-stream:
--context-entries [{"ContextKeyName":"aws:RequestedRegion","ContextKeyValues":["eu-west-1"],"ContextKeyType":"string"}]
logs:FilterLogEvents'
readonly PARTITION='aws'
readonly ACCOUNT='111122223333'
readonly REGION='eu-west-1'
readonly PRINCIPAL_KIND='role'
readonly PRINCIPAL='ciphertrust-cckm-role'

# --- Helpers ---
WORK=$(mktemp -d)
trap 'rm -rf "$WORK"' EXIT

say() { printf "%s\n" "$@" >&2; }
stop() { say "" "Stopped: $*"; exit 1; }

# The AWS CLI in the plan's region, whatever the shell's configuration says.
aws_text() { aws --region "$REGION" --output text "$@"; }

# Asks for a thing that may not be there: prints nothing where AWS says so; stops on any other refusal.
look() {
  if "$@" 2>"$WORK/error"; then return 0; fi
  if grep -Eq 'NoSuchEntity|ResourceNotFoundException' "$WORK/error"; then return 0; fi
  cat "$WORK/error" >&2
  stop "AWS refused a query; nothing more was done."
}

# --- Options ---
if [ "$#" -gt 0 ]; then stop "This script takes no options: it only reads."; fi

# --- Only in the plan's account, partition and region ---
command -v aws >/dev/null 2>&1 || stop "The AWS CLI is not installed here. AWS CloudShell has it."
shell_region="${AWS_REGION:-${AWS_DEFAULT_REGION:-}}"
if [ -z "$shell_region" ]; then shell_region=$(aws configure get region 2>/dev/null || true); fi
if [ -n "$shell_region" ] && [ "$shell_region" != "$REGION" ]; then
  stop "This shell is set to region $shell_region, the plan is for $REGION. To run it there: export AWS_REGION=$REGION AWS_DEFAULT_REGION=$REGION"
fi
caller=$(aws_text sts get-caller-identity --query '[Account,Arn]') || stop "AWS in $REGION (partition $PARTITION) did not confirm who you are. Sign in there first. Nothing was changed."
caller_account="${caller%%$'\t'*}"
caller_arn="${caller#*$'\t'}"
caller_partition=$(printf '%s' "$caller_arn" | cut -d: -f2)
if [ "$caller_partition" != "$PARTITION" ]; then
  stop "You are signed in to partition $caller_partition, the plan is for $PARTITION. Nothing was changed."
fi
if [ "$caller_account" != "$ACCOUNT" ]; then
  stop "You are signed in to account $caller_account, the plan is for $ACCOUNT. Nothing was changed."
fi
say "Account $ACCOUNT, partition $PARTITION, region $REGION"
say "Signed in as $caller_arn" ""

# --- Who is asked about ---
identity_arn=$(look aws_text iam "get-$PRINCIPAL_KIND" "--$PRINCIPAL_KIND-name" "$PRINCIPAL" --query '*.Arn | [0]')
if [ -z "$identity_arn" ]; then stop "There is no $PRINCIPAL_KIND $PRINCIPAL in this account."; fi
# Nothing is planned here, so nothing new has to be waited for.
PLANNED=""
results="$PRINCIPAL_KIND $identity_arn"

# --- The result ---
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
ask_group() { ask_simulator --context-entries "$context" ${resource:+--resource-arns "$resource"} --action-names "$@" || simulated=no; }
while IFS= read -r line; do
  case "$line" in
    --*)
      if [ "$#" -gt 0 ] && [ "$simulated" = yes ]; then ask_group "$@"; fi
      if [ "$#" -gt 0 ]; then resource=""; fi
      set --
      ;;
  esac
  case "$line" in
    "--context-entries "*) context="${line#* }" ;;
    "--resource-arns "*) resource="${line#* }" ;;
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
