import { makeVerdict, type Verdict } from "@/lib/verdict";
import type { AwsCaller } from "../aws-caller";

export const WIDER_ID = "wider-than-plan";

/**
 * Said once, where probes outside of the plan's own limits were allowed: the policy that is attached is not the
 * narrowed one. The connection works all the same.
 * @param actions what was allowed beyond the limit; at least one
 */
export function widerVerdict(
  aws: Pick<AwsCaller, "world" | "region">,
  actions: readonly string[],
  now: Date,
): Verdict {
  const more = actions.length > 3 ? ` and ${actions.length - 3} more` : "";
  return makeVerdict({
    id: WIDER_ID,
    title: "The policy in AWS against the plan's limits",
    status: "warn",
    kind: "probe",
    lookedAt: `Probes that do not meet the plan's limits (${aws.region})`,
    expected: "Denied: the plan narrows these permissions.",
    found: `Allowed beyond the limits: ${actions.slice(0, 3).join(", ")}${more}.`,
    at: now,
    world: aws.world,
    why: "The plan narrows its policy, and people who read the plan will rely on that.",
    remedy: {
      text: "Attach the policy from the step “Compose the policy” instead of the broader policy, and look for another policy that allows the same.",
      where: "An IAM administrator of this account.",
    },
  });
}
