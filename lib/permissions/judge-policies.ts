import type { Verdict, VerdictStatus } from "@/lib/checks";
import { actionsOf, mendingStatement, reasonsFor } from "./compose";
import { type ActionDecision, type Decision, evaluatePolicies } from "./evaluate";
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
 */
export function judgePolicies(
  policies: readonly PolicyDocument[],
  setIds: readonly string[],
  now: Date,
  options: { boundary?: PolicyDocument } = {},
): Verdict[] {
  const lookedAt = [
    policies.length === 1 ? "The policy that was pasted" : `The ${policies.length} policies that were pasted`,
    ...(options.boundary === undefined ? [] : ["the permissions boundary"]),
  ].join(" and ");
  return evaluatePolicies(policies, actionsOf(setIds), options).map((decision) => ({
    id: decision.action,
    title: decision.action,
    status: statuses[decision.decision],
    evidence: {
      kind: "static",
      lookedAt,
      expected: "Allowed on every resource",
      found: decision.evidence.reason,
      at: now,
    },
    why: reasonsFor(decision.action, setIds)[0]?.why ?? "",
    source: SOURCE,
    ...remedyFor(decision),
  }));
}

function remedyFor({ action, decision, evidence }: ActionDecision): Pick<Verdict, "remedy"> {
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
      command: JSON.stringify(mendingStatement([action]), null, 2),
      language: "json",
    },
  };
}
