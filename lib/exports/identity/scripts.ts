import { assignBash } from "@/lib/syntax";
import * as policy from "../bash/policy";
import { ask, flags, flagsWithNewKey, guard } from "../bash/prelude";
import * as result from "../bash/result";
import * as role from "../bash/role";
import * as anywhere from "../bash/roles-anywhere";
import { headings, script } from "../bash/script";
import { rolesAnywhereTags, tags } from "../bash/tags";
import * as user from "../bash/user";
import type { Blueprint, RolesAnywhereBlueprint, UserBlueprint } from "./blueprint";
import { anywhereValues, common, policyValues, undoUserValues, userValues } from "./script-values";

/**
 * The scripts: fixed pieces of bash behind a head of quoted values. What a script does is decided by which pieces
 * stand in it; no value of a plan ever changes a piece.
 */

/** Makes policy (or takes the given one), trust anchor, role, attachment and profile. */
export function rolesAnywhereScript(blueprint: Blueprint, identity: RolesAnywhereBlueprint): string {
  const own = blueprint.policy.own !== undefined;
  return script(
    [
      "Creates what CipherTrust CCKM needs to sign in with IAM Roles Anywhere:",
      "policy, trust anchor, role and profile.",
    ],
    [
      ...common(blueprint, "roles-anywhere"),
      ...policyValues(blueprint),
      ...anywhereValues(blueprint, identity),
    ],
    [
      { heading: headings.options, bash: flags },
      { heading: headings.where, bash: guard },
      {
        heading: headings.look,
        bash: join(
          tags,
          rolesAnywhereTags,
          own ? policy.lookForPolicy : policy.lookForGivenPolicy,
          anywhere.lookForAnchor,
          role.lookForRole,
          anywhere.lookForProfile,
        ),
      },
      { heading: headings.ask, bash: ask },
      {
        heading: headings.do,
        bash: join(own ? policy.makePolicy : "", anywhere.makeAnchor, role.makeRole, anywhere.makeProfile),
      },
      {
        heading: headings.result,
        bash: join(result.rolesAnywhereResult, result.printResult, result.farewell),
      },
    ],
  );
}

/** Makes (or takes) the policy, the IAM user, the attachment and one access key. */
export function accessKeyScript(blueprint: Blueprint, identity: UserBlueprint): string {
  const own = blueprint.policy.own !== undefined;
  return script(
    [
      "Creates what CipherTrust CCKM needs to sign in with an access key:",
      "policy, IAM user and one access key.",
    ],
    [...common(blueprint, "access-key"), ...policyValues(blueprint), ...userValues(blueprint, identity)],
    [
      { heading: headings.options, bash: flagsWithNewKey },
      { heading: headings.where, bash: guard },
      {
        heading: headings.look,
        bash: join(
          tags,
          own ? policy.lookForPolicy : policy.lookForGivenPolicy,
          user.lookForUser,
          user.lookForKey,
        ),
      },
      { heading: headings.ask, bash: ask },
      { heading: headings.do, bash: join(own ? policy.makePolicy : "", user.makeUser, user.makeKey) },
      { heading: headings.result, bash: join(result.userResult, result.printResult, result.farewell) },
    ],
  );
}

/** Makes the policy alone, for those who share the work. */
export function policyScript(blueprint: Blueprint): string {
  return script(
    ["Creates the policy that CipherTrust CCKM needs, and nothing else."],
    [...common(blueprint, "policy"), ...policyValues(blueprint)],
    [
      { heading: headings.options, bash: flags },
      { heading: headings.where, bash: guard },
      { heading: headings.look, bash: join(tags, policy.lookForPolicy) },
      { heading: headings.ask, bash: ask },
      { heading: headings.do, bash: policy.makePolicy },
      { heading: headings.result, bash: `printf '%s\\n' "$POLICY_ARN"` },
    ],
  );
}

/** Takes back what the matching script made, and only that. */
export function undoScript(blueprint: Blueprint): string {
  const own = blueprint.policy.own !== undefined;
  const { identity } = blueprint;
  const anywhereUndo = identity.kind === "roles-anywhere";
  return script(
    ["Removes what the wizard's script created. Anything that it did not create stays."],
    [
      ...common(blueprint, identity.kind).filter(
        (line) => !/^readonly (ACTIONS|KIND|TAG_LINES|IAM_TAGS|BOUNDARY_ARN)=/.test(line),
      ),
      ...policyValues(blueprint).filter((line) => !/^readonly POLICY_(DOCUMENT|PATH)=/.test(line)),
      ...(anywhereUndo
        ? [
            assignBash("ANCHOR_NAME", identity.trustAnchor.name),
            assignBash("ROLE_NAME", identity.role.name),
            assignBash("PROFILE_NAME", identity.profile.name),
          ]
        : undoUserValues(identity)),
    ],
    [
      { heading: headings.options, bash: flags },
      { heading: headings.where, bash: guard },
      {
        heading: headings.look,
        bash: join(
          anywhereUndo
            ? join(anywhere.lookForRolesAnywhereToRemove, role.lookForRoleToRemove)
            : user.lookForUserToRemove,
          own ? policy.lookForPolicyToRemove : "",
        ),
      },
      { heading: headings.ask, bash: ask },
      {
        heading: headings.do,
        bash: join(
          anywhereUndo
            ? join(anywhere.removeProfile, role.removeRole, anywhere.removeAnchor)
            : user.removeUser,
          own ? policy.removePolicy : "",
          anywhereUndo ? result.undoneRolesAnywhere : result.undone,
        ),
      },
    ],
  );
}

function join(...pieces: readonly string[]): string {
  return pieces.filter((piece) => piece !== "").join("\n\n");
}
