#!/usr/bin/env bash
# Adds the permissions that the check found missing, as a separate inline policy.
# Made by the AWS Connection Wizard. It shows what it will do and asks first; with --yes it does not ask.
# It can be run again at any time: whatever is already correct is left alone.
set -euo pipefail
umask 077
# No pager, no prompting, and UTF-8 whatever the terminal's locale.
export AWS_PAGER="" AWS_CLI_AUTO_PROMPT=off AWS_CLI_FILE_ENCODING=UTF-8 PYTHONIOENCODING=UTF-8

# --- The plan's values ---
readonly PARTITION='aws'
readonly ACCOUNT='111122223333'
readonly REGION='eu-central-1'
readonly KIND='role'
readonly PRINCIPAL='ciphertrust-cckm-role'
readonly POLICY_NAME='ciphertrust-cckm-missing-permissions'
readonly LIMITS='MissingActions "Resource":"*"
MissingActionsInRegions "Resource":"*","Condition":{"StringEquals":{"aws:RequestedRegion":["eu-central-1","eu-west-3"]}}
MissingActionsTagged "Resource":"*","Condition":{"StringEquals":{"aws:RequestedRegion":["eu-central-1","eu-west-3"],"aws:ResourceTag/managed by":"key team"}}
MissingActionsFirstTag "Resource":"*","Condition":{"StringEquals":{"aws:RequestedRegion":["eu-central-1","eu-west-3"],"aws:RequestTag/managed by":"key team"},"Null":{"aws:ResourceTag/managed by":"true"}}
MissingActionsAliases "Resource":"arn:aws:kms:*:*:alias/*","Condition":{"StringEquals":{"aws:RequestedRegion":["eu-central-1","eu-west-3"]}}
MissingActionsNewTagged "Resource":"*","Condition":{"StringEquals":{"aws:RequestedRegion":["eu-central-1","eu-west-3"],"aws:RequestTag/managed by":"key team"}}
MissingActionsForKms "Resource":"*","Condition":{"StringEquals":{"iam:AWSServiceName":["cks.kms.amazonaws.com","mrk.kms.amazonaws.com"]}}
MissingActionsOfRole "Resource":"arn:aws:iam::444455556666:role/keys"'
readonly ACTIONS='MissingActionsInRegions kms:ListKeys
MissingActionsInRegions logs:DescribeLogGroups
MissingActionsNewTagged kms:CreateKey'

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
# The document that allows the actions, given as lines of Sid and action.
document_for() {
  local statements="" list sid limits line
  while read -r sid limits; do
    list=""
    while IFS= read -r line; do
      case "$line" in "$sid "*) list="$list${list:+,}\"${line#* }\"" ;; esac
    done <<<"$1"
    if [ -n "$list" ]; then
      statements="$statements${statements:+,}{\"Sid\":\"$sid\",\"Effect\":\"Allow\",\"Action\":[$list],$limits}"
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

# --- What will be done ---
if [ -n "$PLANNED" ]; then
  say "" "The script will do this in account $ACCOUNT:" "${PLANNED%$'\n'}" ""
  confirm "Continue?"
else
  say "" "Everything is already correct: nothing to change."
fi

# --- Do it ---
if [ "$policy_change" = put ]; then
  document_for "$(printf '%s\n%s' "$allowed" "$lacking" | sed '/^$/d' | LC_ALL=C sort -u)" >"$WORK/policy.json"
  change aws_text iam "put-$KIND-policy" "--$KIND-name" "$PRINCIPAL" --policy-name "$POLICY_NAME" --policy-document "file://$WORK/policy.json"
  say "  added the permissions" "  A change takes up to two minutes to propagate in IAM: check again then."
fi
