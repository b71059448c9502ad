import { sh } from "./sh";

/** Tags of the plan: written as files for the CLI, and asked for on things that are there already. */
export const tags = sh`
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
`;

export const rolesAnywhereTags = sh`
printf '%s' "$ROLES_ANYWHERE_TAGS" >"$WORK/roles-anywhere-tags.json"
`;
