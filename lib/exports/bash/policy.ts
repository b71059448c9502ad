import { sh } from "./sh";

/** The managed policy that the script makes. Needs POLICY_ARN, POLICY_NAME, POLICY_PATH, POLICY_DOCUMENT, DESCRIPTION. */
export const lookForPolicy = sh`
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
`;

export const makePolicy = sh`
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
`;

/** A policy that another team makes: it must be there, and is never changed. */
export const lookForGivenPolicy = sh`
found=$(look aws_text iam get-policy --policy-arn "$POLICY_ARN" --query Policy.Arn)
if [ "$found" != "$POLICY_ARN" ]; then
  stop "The policy $POLICY_ARN does not exist. Ask the team that creates it."
fi
keep "policy $POLICY_ARN (created by another team)"
`;

export const lookForPolicyToRemove = sh`
policy_versions=""
found=$(look aws_text iam get-policy --policy-arn "$POLICY_ARN" --query Policy.Description)
if [ -z "$found" ]; then
  keep "policy $POLICY_NAME is not there"
elif [ "$found" != "$DESCRIPTION" ]; then
  say "  = policy $POLICY_NAME was not created by this wizard: it stays"
else
  policy_versions=$(aws_text iam list-policy-versions --policy-arn "$POLICY_ARN" --query 'Versions[?!IsDefaultVersion].[VersionId]')
  policy_versions="$policy_versions"$'\n'default
  plan "delete the policy $POLICY_NAME"
fi
`;

export const removePolicy = sh`
if [ -n "$policy_versions" ]; then
  while IFS= read -r version; do
    if [ -z "$version" ] || [ "$version" = default ] || [ "$version" = None ]; then continue; fi
    change aws_text iam delete-policy-version --policy-arn "$POLICY_ARN" --version-id "$version"
  done <<<"$policy_versions"
  change aws_text iam delete-policy --policy-arn "$POLICY_ARN"
  say "  deleted the policy $POLICY_NAME"
fi
`;
