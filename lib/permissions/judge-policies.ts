import { given } from "@/lib/given";
import { makeVerdict, type Verdict, type VerdictStatus, verdictReasons } from "@/lib/verdict";
import { mendingStatements, statementsText } from "./compose";
import { type ActionDecision, type Decision, openPolicies } from "./evaluate/evaluate";
import { decideInAll, homeOnly } from "./in-all-contexts";
import { knownContexts } from "./narrow/known-context";
import { circumstancesOf, circumstancesText } from "./narrow/narrowing";
import type { Circumstances, PolicyScope } from "./narrow/statement-limits";
import type { PolicyDocument } from "./policy";
import { actionsOf, reasonsFor } from "./sets/all-sets";

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
  options: { boundary?: PolicyDocument | undefined; scope?: PolicyScope | undefined } = {},
): Verdict[] {
  const { boundary, scope = {} } = options;
  const lookedAt = [
    policies.length === 1 ? "The policy that was pasted" : `The ${policies.length} policies that were pasted`,
    ...(boundary === undefined ? [] : ["the permissions boundary"]),
  ].join(" and ");
  // Two services' roles are two requests also where nothing is narrowed.
  const verb = scope.narrowing === undefined ? "needs" : "narrows";
  const decideOn = openPolicies(policies, given({ boundary }));
  return actionsOf(setIds).map((action) => {
    const needed = circumstancesOf(action, scope);
    const limits = circumstancesText(needed);
    const contexts = knownContexts(action, scope);
    const { decision, request, noMfa } = gravestOf(
      needed.map((asked) => ({ request: asked, ...decideInAll(decideOn, action, asked, contexts) })),
    );
    // Which of several requests it was.
    const asked = needed.length > 1 && decision.decision !== "allowed" ? circumstancesText([request]) : "";
    const found = [
      decision.evidence.reason,
      asked === "" ? undefined : `Asked for ${asked}.`,
      homeOnly(decideOn, action, needed, decision, scope),
    ];
    return makeVerdict({
      id: action,
      title: action,
      status: statuses[decision.decision],
      kind: "static",
      lookedAt,
      expected: limits === "" ? "Allowed on every resource" : `Allowed for ${limits}, as the plan ${verb} it`,
      found: found.filter(Boolean).join(" "),
      reason: decision.evidence.notJudged
        ? verdictReasons.notJudged
        : noMfa
          ? verdictReasons.noMfa
          : undefined,
      at: now,
      why: reasonsFor(action, setIds)[0]?.why ?? "",
      source: SOURCE,
      ...remedyFor(decision, noMfa, scope),
    });
  });
}

const gravity: readonly Decision[] = ["explicitDeny", "implicitDeny", "unknown", "allowed"];

interface Asked {
  request: Circumstances;
  decision: ActionDecision;
  noMfa: boolean;
}

/** Of the decisions in all the circumstances that the plan needs the action in. */
function gravestOf(all: readonly Asked[]): Asked {
  const rank = ({ decision }: Asked) => gravity.indexOf(decision.decision);
  const [gravest] = [...all].sort((a, b) => rank(a) - rank(b));
  if (gravest === undefined) throw new Error("An action is asked about at least once.");
  return gravest;
}

function remedyFor(
  { action, decision, evidence }: ActionDecision,
  noMfa: boolean,
  scope: PolicyScope,
): Pick<Verdict, "remedy"> {
  if (decision === "allowed") return {};
  if (evidence.notJudged)
    return {
      remedy: {
        text: "Paste the policies of this role or user only, with shorter lists, or check the permissions with AWS in the step “Verify the access”.",
      },
    };
  if (noMfa)
    return {
      remedy: {
        text: "CCKM signs in without a person, so it never has MFA. Exempt this role or user from the statement that asks for MFA, for example with ArnNotEquals on aws:PrincipalArn.",
      },
    };
  if (decision === "explicitDeny")
    return {
      remedy: { text: "Remove the action from the statement that denies it: no Allow can override it." },
    };
  if (decision === "unknown")
    return {
      remedy: {
        text:
          evidence.open === "deny"
            ? "If the Deny is intended, check with AWS in the step “Verify the access” whether it applies; otherwise take the action out of the Deny, or exempt this role or user from it."
            : "If the condition or the limit is intended, check it with AWS in the step “Verify the access”; otherwise allow the action on every resource.",
      },
    };
  // What a boundary forbids, no statement in a policy of the role or user can mend.
  if (evidence.layer === "boundary")
    return { remedy: { text: "Add the action to the permissions boundary, in a statement that allows it." } };
  return {
    remedy: {
      text: "Add this statement to the policy.",
      command: statementsText(mendingStatements([action], scope)),
      language: "json",
    },
  };
}
