import { sh } from "./sh";

/** The role. Needs ROLE_NAME, ROLE_PATH, ROLE_ARN, ROLE_ADMITS, BOUNDARY_ARN, POLICY_ARN and, once it is known, trust_anchor_arn. */
export const lookForRole = sh`
role_change=none
role_tags=keep
role_boundary=keep
attach=yes
found=$(look aws_text iam get-role --role-name "$ROLE_NAME" --query 'Role.[Arn,PermissionsBoundary.PermissionsBoundaryArn,Description]')
IFS=$'\t' read -r found_role found_boundary found_description <<<"$found"
if [ -z "$found_role" ]; then
  role_change=create
  plan "create the role $ROLE_NAME for $ROLE_ADMITS"
elif [ "$found_role" != "$ROLE_ARN" ]; then
  stop "There is a role $ROLE_NAME with another path: $found_role. Choose another name prefix in the wizard."
else
  if [ "$found_description" != "$DESCRIPTION" ]; then
    stop "The role $ROLE_NAME already exists and was not created by this script. Choose another name prefix in the wizard."
  fi
  found=$(look aws_json iam get-role --role-name "$ROLE_NAME" --query Role.AssumeRolePolicyDocument)
  if [ -n "$trust_anchor_arn" ] && same "$found" "$TRUST_BEFORE_ANCHOR$trust_anchor_arn$TRUST_AFTER_ANCHOR"; then
    keep "role $ROLE_NAME"
  else
    role_change=update
    plan "set the trust policy of the role $ROLE_NAME for $ROLE_ADMITS"
  fi
  if [ -n "$BOUNDARY_ARN" ] && [ "$found_boundary" != "$BOUNDARY_ARN" ]; then role_boundary="set"; plan "set the permissions boundary of the role"; fi
  if ! tagged aws_text iam get-role --role-name "$ROLE_NAME" --query 'Role.Tags[].[Key,Value]'; then role_tags="set"; plan "tag the role $ROLE_NAME"; fi
  found=$(look aws_text iam list-attached-role-policies --role-name "$ROLE_NAME" --query 'AttachedPolicies[].[PolicyArn]')
  if has_line "$found" "$POLICY_ARN"; then attach=no; fi
fi
if [ "$attach" = yes ]; then plan "attach the policy to the role"; else keep "policy attached to the role"; fi
`;

export const makeRole = sh`
printf '%s%s%s' "$TRUST_BEFORE_ANCHOR" "$trust_anchor_arn" "$TRUST_AFTER_ANCHOR" >"$WORK/trust.json"
if [ "$role_change" = create ]; then
  set -- iam create-role --role-name "$ROLE_NAME" --path "$ROLE_PATH" --description "$DESCRIPTION" --assume-role-policy-document "file://$WORK/trust.json"
  if [ -n "$BOUNDARY_ARN" ]; then set -- "$@" --permissions-boundary "$BOUNDARY_ARN"; fi
  if [ -n "$TAG_LINES" ]; then set -- "$@" --tags "file://$WORK/iam-tags.json"; fi
  change aws_text "$@" >"$WORK/out"
  say "  created the role $ROLE_NAME"
elif [ "$role_change" = update ]; then
  change aws_text iam update-assume-role-policy --role-name "$ROLE_NAME" --policy-document "file://$WORK/trust.json"
  say "  set the trust policy of the role"
fi
if [ "$role_boundary" = set ]; then change aws_text iam put-role-permissions-boundary --role-name "$ROLE_NAME" --permissions-boundary "$BOUNDARY_ARN"; fi
if [ "$role_tags" = set ]; then change aws_text iam tag-role --role-name "$ROLE_NAME" --tags "file://$WORK/iam-tags.json"; fi
if [ "$attach" = yes ]; then
  change aws_text iam attach-role-policy --role-name "$ROLE_NAME" --policy-arn "$POLICY_ARN"
  say "  attached the policy to the role"
fi
`;

export const lookForRoleToRemove = sh`
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
`;

export const removeRole = sh`
if [ "$detach" = yes ]; then change aws_text iam detach-role-policy --role-name "$ROLE_NAME" --policy-arn "$POLICY_ARN"; fi
if [ "$remove_role" = yes ]; then
  change aws_text iam delete-role --role-name "$ROLE_NAME"
  say "  deleted the role $ROLE_NAME"
fi
`;
