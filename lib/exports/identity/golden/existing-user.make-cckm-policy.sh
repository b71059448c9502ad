#!/usr/bin/env bash
# Creates the policy that CipherTrust CCKM needs, and nothing else.
# Made by the AWS Connection Wizard. It shows what it will do and asks first; with --yes it does not ask.
# It can be run again at any time: whatever is already correct is left alone.
set -euo pipefail
umask 077
# No pager, no prompting, and UTF-8 whatever the terminal's locale.
export AWS_PAGER="" AWS_CLI_AUTO_PROMPT=off AWS_CLI_FILE_ENCODING=UTF-8 PYTHONIOENCODING=UTF-8

# --- The plan's values ---
readonly PARTITION='aws'
readonly ACCOUNT='111122223333'
readonly REGION='eu-west-1'
readonly DESCRIPTION='CipherTrust CCKM connection, made by the AWS Connection Wizard'
readonly TAG_LINES=''
readonly IAM_TAGS='[]'
readonly POLICY_ARN='arn:aws:iam::111122223333:policy/ciphertrust-cckm-policy'
readonly POLICY_NAME='ciphertrust-cckm-policy'
readonly POLICY_PATH='/'
readonly POLICY_DOCUMENT='{"Version":"2012-10-17","Statement":[{"Sid":"RegionListing","Effect":"Allow","Action":["ec2:DescribeRegions"],"Resource":"*"},{"Sid":"KeyManagement","Effect":"Allow","Action":["iam:ListGroups","iam:ListRoles","iam:ListUsers","kms:CancelKeyDeletion","kms:CreateAlias","kms:CreateKey","kms:DeleteAlias","kms:DeleteImportedKeyMaterial","kms:DescribeCustomKeyStores","kms:DescribeKey","kms:DisableKey","kms:DisableKeyRotation","kms:EnableKey","kms:EnableKeyRotation","kms:GetKeyPolicy","kms:GetKeyRotationStatus","kms:GetParametersForImport","kms:GetPublicKey","kms:ImportKeyMaterial","kms:ListAliases","kms:ListKeyPolicies","kms:ListKeys","kms:ListResourceTags","kms:PutKeyPolicy","kms:ScheduleKeyDeletion","kms:TagResource","kms:UntagResource","kms:UpdateAlias","kms:UpdateKeyDescription","logs:DescribeLogGroups","logs:FilterLogEvents"],"Resource":"*"}]}'

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
for argument in "$@"; do
  case "$argument" in
    --yes) ANSWER_YES=yes ;;
    *) stop "Unknown option $argument. The only option is --yes: do not ask before changing." ;;
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

# --- The result ---
printf '%s\n' "$POLICY_ARN"
