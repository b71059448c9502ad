import type { Verdict, VerdictStatus } from "@/lib/checks";
import { actionsOf, reasonsFor } from "./all-sets";
import { mendingStatements, statementsText } from "./compose";
import { type ActionDecision, type Decision, evaluatePolicies } from "./evaluate";
import { circumstancesOf, circumstancesText, type PolicyScope } from "./narrowing";
import type { PolicyDocument } from "./policy";

const statuses: Record<Decision, VerdictStatus> = {
  allowed: "pass",
  implicitDeny: "fail",
  explicitDeny: "fail",
  unknown: "unknown",
};

const SOURCE = {
  title: "AWS IAM: policy evaluation logic",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html",
};

/**
 * What these policies say of each action of the sets: a verdict an action, its id. Read, not asked of AWS: key
 * policies, organization policies and what else is attached are not in it, and the verdicts are of kind `static`.
 * What the plan narrows counts as allowed when it is allowed within the plan's limits.
 */
export function judgePolicies(
  policies: readonly PolicyDocument[],
  setIds: readonly string[],
  now: Date,
  options: { boundary?: PolicyDocument; scope?: PolicyScope } = {},
): Verdict[] {
  const { boundary, scope = {} } = options;
  const lookedAt = [
    policies.length === 1 ? "The policy that was pasted" : `The ${policies.length} policies that were pasted`,
    ...(boundary === undefined ? [] : ["the permissions boundary"]),
  ].join(" and ");
  return actionsOf(setIds).map((action) => {
    const limits = circumstancesText(circumstancesOf(action, scope));
    const decision = decide(policies, action, boundary === undefined ? { scope } : { boundary, scope });
    return {
      id: action,
      title: action,
      status: statuses[decision.decision],
      evidence: {
        kind: "static",
        lookedAt,
        expected:
          limits === "" ? "Allowed on every resource" : `Allowed for ${limits}, as the plan narrows it`,
        found: decision.evidence.reason,
        at: now,
      },
      why: reasonsFor(action, setIds)[0]?.why ?? "",
      source: SOURCE,
      ...remedyFor(decision, scope),
    };
  });
}

const gravity: readonly Decision[] = ["explicitDeny", "implicitDeny", "unknown", "allowed"];

/** The gravest decision among the circumstances that the plan needs the action in. */
function decide(
  policies: readonly PolicyDocument[],
  action: string,
  { boundary, scope }: { boundary?: PolicyDocument; scope: PolicyScope },
): ActionDecision {
  const decisions = circumstancesOf(action, scope).flatMap(({ context, resource }) =>
    evaluatePolicies(policies, [action], {
      context,
      ...(boundary === undefined ? {} : { boundary }),
      ...(resource === undefined ? {} : { resource }),
    }),
  );
  const [gravest] = decisions.sort((a, b) => gravity.indexOf(a.decision) - gravity.indexOf(b.decision));
  if (gravest === undefined) throw new Error(`No circumstances for ${action}.`);
  return gravest;
}

function remedyFor(
  { action, decision, evidence }: ActionDecision,
  scope: PolicyScope,
): Pick<Verdict, "remedy"> {
  if (decision === "allowed") return {};
  if (decision === "explicitDeny")
    return {
      remedy: { text: "Take the action out of the statement that denies it: no Allow can outweigh it." },
    };
  if (decision === "unknown")
    return {
      remedy: {
        text: "If the condition or the limit is meant, check it with AWS in the verify step; otherwise allow the action on every resource.",
      },
    };
  const boundary = evidence.reason.includes("permissions boundary");
  return {
    remedy: {
      text: boundary
        ? "Add this statement to the permissions boundary."
        : "Add this statement to the policy.",
      command: statementsText(mendingStatements([action], scope)),
      language: "json",
    },
  };
}
