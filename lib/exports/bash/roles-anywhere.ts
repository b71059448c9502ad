import { sh } from "./sh";

/**
 * Trust anchor and profile. Names are not unique in Roles Anywhere and creating has no idempotency token: both are
 * found by name first, and two of one name stop the script. Needs ANCHOR_NAME, ANCHOR_SOURCE, ANCHOR_DATA_QUERY,
 * ANCHOR_DATA, PROFILE_NAME, PROFILE_SECONDS, ROLE_ARN.
 */
export const lookForAnchor = sh`
printf '%s' "$ANCHOR_SOURCE" >"$WORK/source.json"
anchor_change=none
anchor_enable=no
anchor_tags=keep
found=$(aws_text rolesanywhere list-trust-anchors --query "trustAnchors[?name=='$ANCHOR_NAME'].[trustAnchorId,trustAnchorArn,enabled]")
IFS=$'\t' read -r anchor_id trust_anchor_arn anchor_enabled <<<"$found"
case "$found" in *$'\n'*) stop "There are several trust anchors named $ANCHOR_NAME. Delete or rename all but one." ;; esac
if [ -z "$trust_anchor_arn" ]; then
  anchor_change=create
  plan "create the trust anchor $ANCHOR_NAME"
else
  found=$(aws_text rolesanywhere get-trust-anchor --trust-anchor-id "$anchor_id" --query "$ANCHOR_DATA_QUERY")
  if same "$found" "$ANCHOR_DATA"; then
    keep "trust anchor $ANCHOR_NAME"
  else
    anchor_change=update
    plan "replace the CA of the trust anchor $ANCHOR_NAME: certificates of the old one are refused from then on"
  fi
  if [ "$anchor_enabled" != True ]; then anchor_enable=yes; plan "enable the trust anchor"; fi
  if ! tagged aws_text rolesanywhere list-tags-for-resource --resource-arn "$trust_anchor_arn" --query 'tags[].[key,value]'; then anchor_tags="set"; plan "tag the trust anchor"; fi
fi
`;

export const makeAnchor = sh`
if [ "$anchor_change" = create ]; then
  set -- rolesanywhere create-trust-anchor --name "$ANCHOR_NAME" --source "file://$WORK/source.json" --enabled
  if [ -n "$TAG_LINES" ]; then set -- "$@" --tags "file://$WORK/roles-anywhere-tags.json"; fi
  trust_anchor_arn=$(change aws_text "$@" --query trustAnchor.trustAnchorArn)
  say "  created the trust anchor $ANCHOR_NAME"
elif [ "$anchor_change" = update ]; then
  change aws_text rolesanywhere update-trust-anchor --trust-anchor-id "$anchor_id" --source "file://$WORK/source.json" >"$WORK/out"
  say "  replaced the CA of the trust anchor"
fi
if [ "$anchor_enable" = yes ]; then change aws_text rolesanywhere enable-trust-anchor --trust-anchor-id "$anchor_id" >"$WORK/out"; fi
if [ "$anchor_tags" = set ]; then change aws_text rolesanywhere tag-resource --resource-arn "$trust_anchor_arn" --tags "file://$WORK/roles-anywhere-tags.json"; fi
`;

export const lookForProfile = sh`
profile_change=none
profile_enable=no
profile_tags=keep
found=$(aws_text rolesanywhere list-profiles --query "profiles[?name=='$PROFILE_NAME'].[profileId,profileArn,enabled,join(',',roleArns)]")
IFS=$'\t' read -r profile_id profile_arn profile_enabled profile_roles <<<"$found"
case "$found" in *$'\n'*) stop "There are several profiles named $PROFILE_NAME. Delete or rename all but one." ;; esac
if [ -z "$profile_arn" ]; then
  profile_change=create
  plan "create the profile $PROFILE_NAME with this role"
else
  if [ "$profile_roles" = "$ROLE_ARN" ]; then
    keep "profile $PROFILE_NAME"
  else
    profile_change=update
    plan "set the role of the profile $PROFILE_NAME"
  fi
  if [ "$profile_enabled" != True ]; then profile_enable=yes; plan "enable the profile"; fi
  if ! tagged aws_text rolesanywhere list-tags-for-resource --resource-arn "$profile_arn" --query 'tags[].[key,value]'; then profile_tags="set"; plan "tag the profile"; fi
fi
`;

export const makeProfile = sh`
if [ "$profile_change" = create ]; then
  set -- rolesanywhere create-profile --name "$PROFILE_NAME" --role-arns "$ROLE_ARN" --duration-seconds "$PROFILE_SECONDS" --enabled
  if [ -n "$TAG_LINES" ]; then set -- "$@" --tags "file://$WORK/roles-anywhere-tags.json"; fi
  profile_arn=$(change aws_text "$@" --query profile.profileArn)
  say "  created the profile $PROFILE_NAME"
elif [ "$profile_change" = update ]; then
  change aws_text rolesanywhere update-profile --profile-id "$profile_id" --role-arns "$ROLE_ARN" >"$WORK/out"
  say "  set the role of the profile"
fi
if [ "$profile_enable" = yes ]; then change aws_text rolesanywhere enable-profile --profile-id "$profile_id" >"$WORK/out"; fi
if [ "$profile_tags" = set ]; then change aws_text rolesanywhere tag-resource --resource-arn "$profile_arn" --tags "file://$WORK/roles-anywhere-tags.json"; fi
`;

export const lookForRolesAnywhereToRemove = sh`
profile_id=$(aws_text rolesanywhere list-profiles --query "profiles[?name=='$PROFILE_NAME'].[profileId]")
if [ "$profile_id" = None ]; then profile_id=""; fi
case "$profile_id" in *$'\n'*) stop "There are several profiles named $PROFILE_NAME: delete the right one by hand." ;; esac
if [ -n "$profile_id" ]; then plan "delete the profile $PROFILE_NAME"; else keep "profile $PROFILE_NAME is not there"; fi
anchor_id=$(aws_text rolesanywhere list-trust-anchors --query "trustAnchors[?name=='$ANCHOR_NAME'].[trustAnchorId]")
if [ "$anchor_id" = None ]; then anchor_id=""; fi
case "$anchor_id" in *$'\n'*) stop "There are several trust anchors named $ANCHOR_NAME: delete the right one by hand." ;; esac
if [ -n "$anchor_id" ]; then plan "delete the trust anchor $ANCHOR_NAME"; else keep "trust anchor $ANCHOR_NAME is not there"; fi
`;

export const removeProfile = sh`
if [ -n "$profile_id" ]; then
  change aws_text rolesanywhere delete-profile --profile-id "$profile_id" >"$WORK/out"
  say "  deleted the profile $PROFILE_NAME"
fi
`;

export const removeAnchor = sh`
if [ -n "$anchor_id" ]; then
  change aws_text rolesanywhere delete-trust-anchor --trust-anchor-id "$anchor_id" >"$WORK/out"
  say "  deleted the trust anchor $ANCHOR_NAME"
fi
`;
