import { sh } from "./sh";

/** Opens every script. bash 3.2 (macOS) and later; AWS CLI v1 and v2. */
export const opening = sh`
set -euo pipefail
umask 077
# No pager, no prompting, and UTF-8 whatever the terminal's locale.
export AWS_PAGER="" AWS_CLI_AUTO_PROMPT=off AWS_CLI_FILE_ENCODING=UTF-8 PYTHONIOENCODING=UTF-8
`;

const workFolder = sh`
WORK=$(mktemp -d)
trap 'rm -rf "$WORK"' EXIT
`;

const wishes = sh`
ANSWER_YES=no
PLANNED=""
`;

const speech = sh`
say() { printf "%s\n" "$@" >&2; }
stop() { say "" "Stopped: $*"; exit 1; }
`;

const plans = sh`
# One line of the list of what will be done.
plan() { PLANNED="$PLANNED  + $1"$'\n'; }
keep() { say "  = $1: already correct"; }
`;

const awsText = sh`
# The AWS CLI in the plan's region, whatever the shell's configuration says.
aws_text() { aws --region "$REGION" --output text "$@"; }
`;

const awsJson = sh`
aws_json() { aws --region "$REGION" --output json "$@"; }
`;

const looking = sh`
# Asks for a thing that may not be there: prints nothing where AWS says so; stops on any other refusal.
look() {
  if "$@" 2>"$WORK/error"; then return 0; fi
  if grep -Eq 'NoSuchEntity|ResourceNotFoundException' "$WORK/error"; then return 0; fi
  cat "$WORK/error" >&2
  stop "AWS refused a query; nothing more was done."
}
`;

const changing = sh`
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
`;

/** Helpers of a script that changes something. Progress goes to stderr; stdout holds the result block alone. */
export const helpers = [
  `${workFolder}\n${wishes}`,
  `${speech}\n${plans}`,
  `${awsText}\n${awsJson}`,
  looking,
  changing,
].join("\n\n");

/** Helpers of a script that only asks. */
export const lookingHelpers = [workFolder, speech, awsText, looking].join("\n\n");

/** Reads the flags. The case arms of a script's own flags are put in front. */
export const flags = sh`
for argument in "$@"; do
  case "$argument" in
    --yes) ANSWER_YES=yes ;;
    *) stop "Unknown option $argument. The only option is --yes: do not ask before changing." ;;
  esac
done
`;

export const flagsWithNewKey = sh`
NEW_KEY=no
for argument in "$@"; do
  case "$argument" in
    --yes) ANSWER_YES=yes ;;
    --new-key) NEW_KEY=yes ;;
    *) stop "Unknown option $argument. Options: --yes (do not ask before changing), --new-key (create another key for a user who already has one)." ;;
  esac
done
`;

/** Refuses any other account, partition or region than the plan's, before anything is written. */
export const guard = sh`
command -v aws >/dev/null 2>&1 || stop "The AWS CLI is not installed here. AWS CloudShell has it."
shell_region="\${AWS_REGION:-\${AWS_DEFAULT_REGION:-}}"
if [ -z "$shell_region" ]; then shell_region=$(aws configure get region 2>/dev/null || true); fi
if [ -n "$shell_region" ] && [ "$shell_region" != "$REGION" ]; then
  stop "This shell is set to region $shell_region, the plan is for $REGION. To run it there: export AWS_REGION=$REGION AWS_DEFAULT_REGION=$REGION"
fi
caller=$(aws_text sts get-caller-identity --query '[Account,Arn]') || stop "AWS in $REGION (partition $PARTITION) did not confirm who you are. Sign in there first. Nothing was changed."
caller_account="\${caller%%$'\t'*}"
caller_arn="\${caller#*$'\t'}"
caller_partition=$(printf '%s' "$caller_arn" | cut -d: -f2)
if [ "$caller_partition" != "$PARTITION" ]; then
  stop "You are signed in to partition $caller_partition, the plan is for $PARTITION. Nothing was changed."
fi
if [ "$caller_account" != "$ACCOUNT" ]; then
  stop "You are signed in to account $caller_account, the plan is for $ACCOUNT. Nothing was changed."
fi
say "Account $ACCOUNT, partition $PARTITION, region $REGION"
say "Signed in as $caller_arn" ""
`;

/** Shows what will be done and asks, or says that nothing is to be done. */
export const ask = sh`
if [ -n "$PLANNED" ]; then
  say "" "The script will do this in account $ACCOUNT:" "\${PLANNED%$'\n'}" ""
  confirm "Continue?"
else
  say "" "Everything is already correct: nothing to change."
fi
`;
