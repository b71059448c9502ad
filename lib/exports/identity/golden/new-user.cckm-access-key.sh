#!/usr/bin/env bash
# Creates what CipherTrust CCKM needs to sign in with an access key:
# policy, IAM user and one access key.
# Made by the AWS Connection Wizard. It shows what it will do and asks first; with --yes it does not ask.
# It can be run again at any time: whatever is already correct is left alone.
set -euo pipefail
umask 077
# No pager, no prompting, and UTF-8 whatever the terminal's locale.
export AWS_PAGER="" AWS_CLI_AUTO_PROMPT=off AWS_CLI_FILE_ENCODING=UTF-8 PYTHONIOENCODING=UTF-8

# --- The plan's values ---
readonly KIND='access-key'
readonly ACTIONS='--context-entries [{"ContextKeyName":"aws:RequestedRegion","ContextKeyValues":["cn-north-1"],"ContextKeyType":"string"}]
ec2:DescribeRegions
kms:ListAliases
kms:ListKeys
kms:CreateKey
kms:DescribeCustomKeyStores
iam:ListGroups
iam:ListRoles
iam:ListUsers
--resource-arns arn:aws-cn:kms:cn-north-1:111122223333:key/00000000-0000-4000-8000-000000000000
--context-entries [{"ContextKeyName":"aws:RequestedRegion","ContextKeyValues":["cn-north-1"],"ContextKeyType":"string"}]
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
--resource-arns arn:aws-cn:kms:cn-north-1:111122223333:alias/ckm-example
--context-entries [{"ContextKeyName":"aws:RequestedRegion","ContextKeyValues":["cn-north-1"],"ContextKeyType":"string"}]
kms:CreateAlias
kms:DeleteAlias
kms:UpdateAlias
--resource-arns arn:aws-cn:logs:cn-north-1:111122223333:log-group::log-stream:
--context-entries [{"ContextKeyName":"aws:RequestedRegion","ContextKeyValues":["cn-north-1"],"ContextKeyType":"string"}]
logs:DescribeLogGroups
--resource-arns arn:aws-cn:logs:cn-north-1:111122223333:log-group:ckm-example:log-stream:
--context-entries [{"ContextKeyName":"aws:RequestedRegion","ContextKeyValues":["cn-north-1"],"ContextKeyType":"string"}]
logs:FilterLogEvents'
readonly PARTITION='aws-cn'
readonly ACCOUNT='111122223333'
readonly REGION='cn-north-1'
readonly DESCRIPTION='CipherTrust CCKM connection, made by the AWS Connection Wizard'
readonly BOUNDARY_ARN=''
readonly TAG_LINES='Kostenstelle	Süd 7'
readonly IAM_TAGS='[{"Key":"Kostenstelle","Value":"S\u00fcd 7"}]'
readonly POLICY_ARN='arn:aws-cn:iam::111122223333:policy/team/ciphertrust-cckm-policy'
readonly POLICY_NAME='ciphertrust-cckm-policy'
readonly POLICY_PATH='/team/'
readonly POLICY_DOCUMENT='{"Version":"2012-10-17","Statement":[{"Sid":"RegionListing","Effect":"Allow","Action":["ec2:DescribeRegions"],"Resource":"*"},{"Sid":"KeyManagement","Effect":"Allow","Action":["iam:ListGroups","iam:ListRoles","iam:ListUsers","kms:CancelKeyDeletion","kms:CreateAlias","kms:CreateKey","kms:DeleteAlias","kms:DeleteImportedKeyMaterial","kms:DescribeCustomKeyStores","kms:DescribeKey","kms:DisableKey","kms:DisableKeyRotation","kms:EnableKey","kms:EnableKeyRotation","kms:GetKeyPolicy","kms:GetKeyRotationStatus","kms:GetParametersForImport","kms:GetPublicKey","kms:ImportKeyMaterial","kms:ListAliases","kms:ListKeyPolicies","kms:ListKeys","kms:ListResourceTags","kms:PutKeyPolicy","kms:ScheduleKeyDeletion","kms:TagResource","kms:UntagResource","kms:UpdateAlias","kms:UpdateKeyDescription","logs:DescribeLogGroups","logs:FilterLogEvents"],"Resource":"*"}]}'
readonly USER_NAME='ciphertrust-cckm-user'
readonly USER_EXISTS='no'
readonly MADE_BY_LINE='made-by	aws-connection-wizard'
readonly KEY_FILE='./ciphertrust-cckm-user-access-key.csv'
readonly USER_PATH='/team/'
readonly USER_TAGS='[{"Key":"Kostenstelle","Value":"S\u00fcd 7"},{"Key":"made-by","Value":"aws-connection-wizard"}]'

# --- Helpers ---
WORK=$(mktemp -d)
trap 'rm -rf "$WORK"' EXIT
ANSWER_YES=no
PLANNED=""

say() { printf "%s\n" "$@" >&2; }
stop() { say "" "Stopped: $*"; exit 1; }
# One line of the list of what will be done.
plan() { PLANNED="$PLANNED  + $1"$'\n'; }
keep() { say "  = $1: already correct"; }

# The AWS CLI in the plan's region, whatever the shell's configuration says.
aws_text() { aws --region "$REGION" --output text "$@"; }
aws_json() { aws --region "$REGION" --output json "$@"; }

# Asks for a thing that may not be there: prints nothing where AWS says so; stops on any other refusal.
look() {
  if "$@" 2>"$WORK/error"; then return 0; fi
  if grep -Eq 'NoSuchEntity|ResourceNotFoundException' "$WORK/error"; then return 0; fi
  cat "$WORK/error" >&2
  stop "AWS refused a query; nothing more was done."
}

# Changes something. New things of IAM are not seen everywhere at once: asks again with growing pauses while that,
# or throttling, is the answer.
change() {
  local pause
  for pause in 2 4 8 16; do
    if "$@" 2>"$WORK/error"; then return 0; fi
    grep -Eq 'NoSuchEntity|iam:PassRole|Throttl|TooManyRequests|Rate exceeded|ConcurrentModification|ServiceUnavailable|InternalFailure' "$WORK/error" || break
    say "    not yet; trying again in $pause seconds"
    sleep "$pause"
  done
  if "$@" 2>"$WORK/error"; then return 0; fi
  cat "$WORK/error" >&2
  if grep -Eq ':Tag(Resource|Role|Policy|User)' "$WORK/error"; then
    say "AWS refused the tags. Ask for the permission that it names, or clear the tags in the wizard and download the script again."
  fi
  stop "AWS refused a change. What was done before it stays; this script can be run again."
}

# A JSON text without the white space between its parts: the AWS CLI prints a part a line. Blanks in values stay.
compact() { printf '%s\n' "$1" | sed -e 's/^[[:space:]]*//' -e 's/[[:space:]]*$//' -e 's/^\("[^"]*"\): /\1:/' | tr -d '\n'; }

# Whether two JSON texts are the same but for white space between their parts.
same() { [ "$(compact "$1")" = "$(compact "$2")" ]; }

# Whether the lines of $1 hold the line $2.
has_line() {
  case $'\n'"$1"$'\n' in *$'\n'"$2"$'\n'*) return 0 ;; esac
  return 1
}

confirm() {
  if [ "$ANSWER_YES" = yes ]; then return 0; fi
  if [ ! -t 0 ]; then stop "There is no terminal for the question. Run the script with --yes to continue without asking."; fi
  local answer=""
  printf '%s' "$1 Type yes to continue: " >&2
  read -r answer
  if [ "$answer" != yes ]; then stop "Nothing was changed."; fi
}

# --- Options ---
NEW_KEY=no
for argument in "$@"; do
  case "$argument" in
    --yes) ANSWER_YES=yes ;;
    --new-key) NEW_KEY=yes ;;
    *) stop "Unknown option $argument. Options: --yes (do not ask before changing), --new-key (create another key for a user who already has one)." ;;
  esac
done

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

# --- What is there already ---
printf '%s' "$IAM_TAGS" >"$WORK/iam-tags.json"
# Whether the command given, which prints lines "key<TAB>value", prints every tag of the plan.
tagged() {
  local line found
  if [ -z "$TAG_LINES" ]; then return 0; fi
  found=$(look "$@") || exit 1
  while IFS= read -r line; do
    if [ -n "$line" ] && ! has_line "$found" "$line"; then return 1; fi
  done <<<"$TAG_LINES"
}

printf '%s' "$POLICY_DOCUMENT" >"$WORK/policy.json"
policy_change=none
policy_tags=keep
found=$(look aws_text iam get-policy --policy-arn "$POLICY_ARN" --query 'Policy.[DefaultVersionId,Description]')
if [ -z "$found" ]; then
  policy_change=create
  plan "create the policy $POLICY_NAME"
else
  IFS=$'\t' read -r policy_version found_description <<<"$found"
  if [ "$found_description" != "$DESCRIPTION" ]; then
    stop "The policy $POLICY_NAME already exists and was not created by this script. Choose another name prefix in the wizard."
  fi
  found=$(look aws_json iam get-policy-version --policy-arn "$POLICY_ARN" --version-id "$policy_version" --query PolicyVersion.Document)
  if same "$found" "$POLICY_DOCUMENT"; then
    keep "policy $POLICY_NAME"
  else
    policy_change=update
    plan "give the policy $POLICY_NAME a new version with the plan's permissions"
  fi
  if ! tagged aws_text iam get-policy --policy-arn "$POLICY_ARN" --query 'Policy.Tags[].[Key,Value]'; then policy_tags="set"; plan "tag the policy $POLICY_NAME"; fi
fi

printf '%s' "$USER_TAGS" >"$WORK/user-tags.json"
user_change=none
user_tags=keep
user_boundary=keep
attach=yes
user_arn=$(look aws_text iam get-user --user-name "$USER_NAME" --query User.Arn)
if [ -z "$user_arn" ]; then
  if [ "$USER_EXISTS" = yes ]; then stop "There is no user $USER_NAME in this account, but the plan says that there is."; fi
  user_change=create
  plan "create the user $USER_NAME, who cannot sign in to the console"
else
  if [ "$USER_EXISTS" = no ]; then
    found=$(look aws_text iam get-user --user-name "$USER_NAME" --query 'User.Tags[].[Key,Value]')
    if ! has_line "$found" "$MADE_BY_LINE"; then
      stop "The user $USER_NAME already exists and was not created by this script. Say in the wizard that the user exists, or choose another name."
    fi
    if ! tagged aws_text iam get-user --user-name "$USER_NAME" --query 'User.Tags[].[Key,Value]'; then user_tags="set"; plan "tag the user $USER_NAME"; fi
    found=$(look aws_text iam get-user --user-name "$USER_NAME" --query User.PermissionsBoundary.PermissionsBoundaryArn)
    if [ -n "$BOUNDARY_ARN" ] && [ "$found" != "$BOUNDARY_ARN" ]; then user_boundary="set"; plan "set the permissions boundary of the user"; fi
  fi
  keep "user $USER_NAME"
  found=$(look aws_text iam list-attached-user-policies --user-name "$USER_NAME" --query 'AttachedPolicies[].[PolicyArn]')
  if has_line "$found" "$POLICY_ARN"; then attach=no; fi
fi
if [ "$attach" = yes ]; then plan "attach the policy to the user"; else keep "policy attached to the user"; fi

key_change=none
keys=""
if [ "$user_change" = none ]; then
  keys=$(look aws_text iam list-access-keys --user-name "$USER_NAME" --query 'AccessKeyMetadata[].[AccessKeyId]')
fi
if [ -e "$KEY_FILE" ]; then
  file_key=$(sed -n '2s/,.*//p' "$KEY_FILE")
  if [ -z "$file_key" ] || ! has_line "$keys" "$file_key"; then
    stop "The file $KEY_FILE already exists and contains no key of this user. Move it away first."
  fi
  if [ "$NEW_KEY" = yes ]; then stop "The file $KEY_FILE already exists. Move it away before you create another key."; fi
  keep "access key $file_key, with its secret in $KEY_FILE"
elif [ -n "$keys" ] && [ "$NEW_KEY" = no ]; then
  keep "access key $(printf '%s' "$keys" | tr '\n' ' ')"
  say "    Its secret cannot be read again. To create another key, run this script with --new-key."
else
  case "$keys" in *$'\n'*) stop "The user $USER_NAME has two access keys, which is AWS's limit. Delete the one that is not in use." ;; esac
  if [ ! -w . ]; then stop "The current folder is not writable, and the key needs a file here. Change to another folder."; fi
  key_change=create
  plan "create an access key for the user and write it to $KEY_FILE, which only you can read"
fi

# --- What will be done ---
if [ -n "$PLANNED" ]; then
  say "" "The script will do this in account $ACCOUNT:" "${PLANNED%$'\n'}" ""
  confirm "Continue?"
else
  say "" "Everything is already correct: nothing to change."
fi

# --- Do it ---
if [ "$policy_change" = create ]; then
  set -- iam create-policy --policy-name "$POLICY_NAME" --path "$POLICY_PATH" --description "$DESCRIPTION" --policy-document "file://$WORK/policy.json"
  if [ -n "$TAG_LINES" ]; then set -- "$@" --tags "file://$WORK/iam-tags.json"; fi
  change aws_text "$@" >"$WORK/out"
  say "  created the policy $POLICY_NAME"
elif [ "$policy_change" = update ]; then
  # A policy keeps five versions: the oldest goes, and only when there is no room.
  versions=$(aws_text iam list-policy-versions --policy-arn "$POLICY_ARN" --query 'length(Versions)')
  if [ "$versions" -ge 5 ]; then
    oldest=$(aws_text iam list-policy-versions --policy-arn "$POLICY_ARN" --query 'sort_by(Versions[?!IsDefaultVersion], &CreateDate)[0].VersionId')
    change aws_text iam delete-policy-version --policy-arn "$POLICY_ARN" --version-id "$oldest"
    say "  removed the oldest version ($oldest) of the policy"
  fi
  change aws_text iam create-policy-version --policy-arn "$POLICY_ARN" --set-as-default --policy-document "file://$WORK/policy.json" >"$WORK/out"
  say "  updated the policy $POLICY_NAME"
fi
if [ "$policy_tags" = set ]; then change aws_text iam tag-policy --policy-arn "$POLICY_ARN" --tags "file://$WORK/iam-tags.json"; fi

if [ "$user_change" = create ]; then
  set -- iam create-user --user-name "$USER_NAME" --path "$USER_PATH" --tags "file://$WORK/user-tags.json"
  if [ -n "$BOUNDARY_ARN" ]; then set -- "$@" --permissions-boundary "$BOUNDARY_ARN"; fi
  user_arn=$(change aws_text "$@" --query User.Arn)
  say "  created the user $USER_NAME"
fi
if [ "$user_boundary" = set ]; then change aws_text iam put-user-permissions-boundary --user-name "$USER_NAME" --permissions-boundary "$BOUNDARY_ARN"; fi
if [ "$user_tags" = set ]; then change aws_text iam tag-user --user-name "$USER_NAME" --tags "file://$WORK/user-tags.json"; fi
if [ "$attach" = yes ]; then
  change aws_text iam attach-user-policy --user-name "$USER_NAME" --policy-arn "$POLICY_ARN"
  say "  attached the policy to the user"
fi

if [ "$key_change" = create ]; then
  change aws_text iam create-access-key --user-name "$USER_NAME" --query 'AccessKey.[AccessKeyId,SecretAccessKey]' >"$WORK/key"
  IFS=$'\t' read -r key_id key_secret <"$WORK/key"
  # printf is part of bash: the secret never stands in a process list.
  if ! (set -C && printf 'Access key ID,Secret access key\n%s,%s\n' "$key_id" "$key_secret" >"$KEY_FILE"); then
    aws_text iam delete-access-key --user-name "$USER_NAME" --access-key-id "$key_id"
    stop "The file $KEY_FILE could not be written, so the new key was deleted again."
  fi
  unset key_secret
  say "  created the access key $key_id; it is in $KEY_FILE" \
    "    Show it with: cat $KEY_FILE" \
    "    Delete the file once CipherTrust has the key."
fi

# --- The result ---
identity_arn=$user_arn
results="user $user_arn
policy $POLICY_ARN"

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

say "" "Done. Wait a few seconds before you verify: new IAM entities take a moment to propagate."
