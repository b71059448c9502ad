import type { ActionDecision, openPolicies } from "./evaluate/evaluate";
import { knownContexts, requestedRegion, withMfa } from "./narrow/known-context";
import type { Circumstances, PolicyScope } from "./narrow/statement-limits";

type Decide = ReturnType<typeof openPolicies>;

/** The decision on one request, whichever of the contexts it has; unknown where they do not agree. */
export function decideInAll(
  decideOn: Decide,
  action: string,
  asked: Circumstances,
  contexts: readonly Circumstances["context"][],
): { decision: ActionDecision; noMfa: boolean } {
  const all = contexts.map((known) => ({ ...asked, context: { ...known, ...asked.context } }));
  const decisions = all.map((request) => decideOn(action, request));
  const [first] = decisions;
  if (first === undefined) throw new Error("A request has a context.");
  if (decisions.some(({ decision }) => decision !== first.decision)) {
    const denial = decisions.find(({ decision }) => decision === "explicitDeny") ?? first;
    const reason = `${denial.evidence.reason} That holds only if AWS says of the session that it has no MFA, instead of leaving this out; which of the two it does is not documented.`;
    return {
      decision: { action, decision: "unknown", evidence: { ...denial.evidence, reason, open: "deny" } },
      noMfa: true,
    };
  }
  const denied = first.decision === "explicitDeny";
  const noMfa =
    denied &&
    all.every(
      (request) =>
        decideOn(action, { ...request, context: withMfa(request.context) }).decision !== "explicitDeny",
    );
  return { decision: first, noMfa };
}

/** Says so where the answer rests on the home region: a plan that names no regions may use others. */
export function homeOnly(
  decideOn: Decide,
  action: string,
  needed: readonly Circumstances[],
  { decision }: ActionDecision,
  scope: PolicyScope,
): string | undefined {
  const region = requestedRegion(action, scope);
  if (decision !== "allowed" || region === undefined || action.startsWith("iam:")) return undefined;
  const key = "aws:RequestedRegion";
  if (needed.some(({ context }) => key in context)) return undefined;
  const anywhere = knownContexts(action, scope).every(({ [key]: _, ...known }) =>
    needed.every(
      (asked) =>
        decideOn(action, { ...asked, context: { ...known, ...asked.context } }).decision === "allowed",
    ),
  );
  return anywhere ? undefined : `Read for the home region ${region}; other regions may be denied.`;
}
