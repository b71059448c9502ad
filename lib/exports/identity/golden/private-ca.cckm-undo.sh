#!/usr/bin/env bash
# Removes what the wizard's script created. Anything that it did not create stays.
# Made by the AWS Connection Wizard. It shows what it will do and asks first; with --yes it does not ask.
# It can be run again at any time: whatever is already correct is left alone.
set -euo pipefail
umask 077
# No pager, no prompting, and UTF-8 whatever the terminal's locale.
export AWS_PAGER="" AWS_CLI_AUTO_PROMPT=off AWS_CLI_FILE_ENCODING=UTF-8 PYTHONIOENCODING=UTF-8

# --- The plan's values ---
readonly PARTITION='aws-us-gov'
readonly ACCOUNT='111122223333'
readonly REGION='us-gov-west-1'
readonly DESCRIPTION='CipherTrust CCKM connection, made by the AWS Connection Wizard'
readonly POLICY_ARN='arn:aws-us-gov:iam::111122223333:policy/team/cckm'
readonly ANCHOR_NAME='ciphertrust-cckm-trust-anchor'
readonly ROLE_NAME='ciphertrust-cckm-role'
readonly PROFILE_NAME='ciphertrust-cckm-profile'

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
profile_id=$(aws_text rolesanywhere list-profiles --query "profiles[?name=='$PROFILE_NAME'].[profileId]")
if [ "$profile_id" = None ]; then profile_id=""; fi
case "$profile_id" in *$'\n'*) stop "There are several profiles named $PROFILE_NAME: delete the right one by hand." ;; esac
if [ -n "$profile_id" ]; then plan "delete the profile $PROFILE_NAME"; else keep "profile $PROFILE_NAME is not there"; fi
anchor_id=$(aws_text rolesanywhere list-trust-anchors --query "trustAnchors[?name=='$ANCHOR_NAME'].[trustAnchorId]")
if [ "$anchor_id" = None ]; then anchor_id=""; fi
case "$anchor_id" in *$'\n'*) stop "There are several trust anchors named $ANCHOR_NAME: delete the right one by hand." ;; esac
if [ -n "$anchor_id" ]; then plan "delete the trust anchor $ANCHOR_NAME"; else keep "trust anchor $ANCHOR_NAME is not there"; fi

remove_role=no
detach=no
found=$(look aws_text iam get-role --role-name "$ROLE_NAME" --query Role.Description)
if [ -z "$found" ]; then
  keep "role $ROLE_NAME is not there"
elif [ "$found" != "$DESCRIPTION" ]; then
  say "  = role $ROLE_NAME was not created by this wizard: it stays"
else
  remove_role=yes
  attached=$(aws_text iam list-attached-role-policies --role-name "$ROLE_NAME" --query 'AttachedPolicies[].[PolicyArn]')
  if has_line "$attached" "$POLICY_ARN"; then detach=yes; plan "detach the policy from the role"; fi
  plan "delete the role $ROLE_NAME"
fi

# --- What will be done ---
if [ -n "$PLANNED" ]; then
  say "" "The script will do this in account $ACCOUNT:" "${PLANNED%$'\n'}" ""
  confirm "Continue?"
else
  say "" "Everything is already correct: nothing to change."
fi

# --- Do it ---
if [ -n "$profile_id" ]; then
  change aws_text rolesanywhere delete-profile --profile-id "$profile_id" >"$WORK/out"
  say "  deleted the profile $PROFILE_NAME"
fi

if [ "$detach" = yes ]; then change aws_text iam detach-role-policy --role-name "$ROLE_NAME" --policy-arn "$POLICY_ARN"; fi
if [ "$remove_role" = yes ]; then
  change aws_text iam delete-role --role-name "$ROLE_NAME"
  say "  deleted the role $ROLE_NAME"
fi

if [ -n "$anchor_id" ]; then
  change aws_text rolesanywhere delete-trust-anchor --trust-anchor-id "$anchor_id" >"$WORK/out"
  say "  deleted the trust anchor $ANCHOR_NAME"
fi

say "" "Done. The service-linked role AWSServiceRoleForRolesAnywhere stays: AWS created it with the first trust anchor of the account."
