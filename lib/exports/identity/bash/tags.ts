import { sh } from "./sh";

/** Tags of the plan: written as files for the CLI, and asked for on things that are there already. */
export const tags = sh`
printf '%s' "$IAM_TAGS" >"$WORK/iam-tags.json"
# Whether the lines "key<TAB>value" in $1 hold every tag of the plan.
tagged() {
  local line
  while IFS= read -r line; do
    if [ -n "$line" ] && ! has_line "$1" "$line"; then return 1; fi
  done <<<"$TAG_LINES"
}
`;

export const rolesAnywhereTags = sh`
printf '%s' "$ROLES_ANYWHERE_TAGS" >"$WORK/roles-anywhere-tags.json"
`;
