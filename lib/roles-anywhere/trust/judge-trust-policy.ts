import type { Verdict } from "@/lib/verdict";
import { guide, judged } from "./judged";
import { type ExpectedTrust, trustRules } from "./trust-rules";
import { forRolesAnywhere, readStatements } from "./trust-statements";

/**
 * Judges a role's trust policy (JSON text as pasted, or an object) against the anchor and certificate of the plan.
 * @returns one verdict a rule, or a single failing one where the text is no policy
 */
export function judgeTrustPolicy(
  policy: unknown,
  expected: ExpectedTrust,
  options: { now?: Date | undefined } = {},
): Verdict[] {
  const now = options.now ?? new Date();
  const all = readStatements(policy);
  const base = { lookedAt: "The role's trust policy", now, source: guide.trustModel };
  if (typeof all === "string")
    return [
      judged({
        ...base,
        id: "trust-readable",
        title: "The trust policy can be read",
        status: "fail",
        expected: "a policy document in JSON",
        found: `text that is not a policy: ${all}`,
        remedy: { text: "Paste the JSON of the role's trust relationship." },
      }),
    ];
  const ours = forRolesAnywhere(all);
  return trustRules.map(({ id, title, expected: wanted, judge }) => {
    const { status, found, mend } = judge(ours, all, expected);
    return judged({
      ...base,
      id,
      title,
      status,
      expected: wanted,
      found,
      ...(mend === undefined ? {} : { remedy: { text: mend } }),
    });
  });
}
