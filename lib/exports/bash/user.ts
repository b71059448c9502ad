import { sh } from "./sh";

/** The IAM user. Needs USER_NAME, USER_PATH, USER_EXISTS, USER_TAGS, MADE_BY_LINE, BOUNDARY_ARN, POLICY_ARN. */
export const lookForUser = sh`
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
`;

export const makeUser = sh`
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
`;

/** The access key. AWS shows its secret once: it goes into a file that only the caller can read, and nowhere else. */
export const lookForKey = sh`
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
`;

export const makeKey = sh`
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
`;

export const lookForUserToRemove = sh`
remove_user=no
detach=no
remove_keys=""
file_key=""
if [ -e "$KEY_FILE" ]; then file_key=$(sed -n '2s/,.*//p' "$KEY_FILE"); fi
found=$(look aws_text iam get-user --user-name "$USER_NAME" --query User.Arn)
if [ -z "$found" ]; then
  keep "user $USER_NAME is not there"
else
  keys=$(aws_text iam list-access-keys --user-name "$USER_NAME" --query 'AccessKeyMetadata[].[AccessKeyId]')
  found=$(look aws_text iam get-user --user-name "$USER_NAME" --query 'User.Tags[].[Key,Value]')
  if [ "$USER_EXISTS" = no ] && has_line "$found" "$MADE_BY_LINE"; then
    remove_user=yes
    remove_keys=$keys
  elif [ -n "$file_key" ] && has_line "$keys" "$file_key"; then
    remove_keys=$file_key
  fi
  if [ -n "$remove_keys" ]; then plan "delete the access key $(printf '%s' "$remove_keys" | tr '\n' ' ')"; fi
  attached=$(aws_text iam list-attached-user-policies --user-name "$USER_NAME" --query 'AttachedPolicies[].[PolicyArn]')
  if has_line "$attached" "$POLICY_ARN"; then detach=yes; plan "detach the policy from the user $USER_NAME"; fi
  if [ "$remove_user" = yes ]; then plan "delete the user $USER_NAME"; else say "  = user $USER_NAME was not created by this wizard: it stays"; fi
fi
`;

export const removeUser = sh`
while IFS= read -r key; do
  if [ -z "$key" ]; then continue; fi
  change aws_text iam delete-access-key --user-name "$USER_NAME" --access-key-id "$key"
  say "  deleted the access key $key"
  if [ "$key" = "$file_key" ]; then rm -f "$KEY_FILE"; fi
done <<<"$remove_keys"
if [ "$detach" = yes ]; then change aws_text iam detach-user-policy --user-name "$USER_NAME" --policy-arn "$POLICY_ARN"; fi
if [ "$remove_user" = yes ]; then
  change aws_text iam delete-user --user-name "$USER_NAME"
  say "  deleted the user $USER_NAME"
fi
`;
