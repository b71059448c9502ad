import { firstOf, shortened } from "@/lib/bounded";
import { makeVerdict, type Verdict, verdictReasons } from "@/lib/verdict";
import { type ActionDecision, openPolicies } from "./evaluate/evaluate";
import { excessRules } from "./excess-rules";
import { circumstancesOutside, circumstancesText } from "./narrow/narrowing";
import type { PolicyScope } from "./narrow/statement-limits";
import type { PolicyDocument } from "./policy";
import { actionsOf } from "./sets/all-sets";
import { type ReadStatement, readStatements } from "./statements";

const SOURCE = {
  title: "AWS IAM: security best practices, apply least-privilege permissions",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html",
};

/**
 * What these policies give beyond the plan's sets: a verdict each, `warn` or `pass`, never `fail` (more than needed
 * does not break the connection), and `unknown` where the policies take more steps than one reading may. Exactly the
 * composed policy passes them all.
 * @param now the time that the evidence is dated by
 * @param scope how the plan limits its policy: where it does, one more verdict tells whether these keep to the limits
 */
export function judgeExcess(
  policies: readonly PolicyDocument[],
  setIds: readonly string[],
  now: Date,
  scope: PolicyScope = {},
): Verdict[] {
  const allows = policies
    .flatMap((policy, index) => readStatements(policy, "identity", index))
    .filter((statement) => statement.effect === "Allow");
  const needed = new Set(actionsOf(setIds).map((action) => action.toLowerCase()));
  const decideOn = openPolicies(policies);
  const verdict = (
    id: string,
    title: string,
    found: readonly string[],
    words: { why: string; none: string; mend: string },
    notJudged?: string,
  ): Verdict =>
    makeVerdict({
      id,
      title,
      status: found.length > 0 ? "warn" : notJudged === undefined ? "pass" : "unknown",
      kind: "static",
      lookedAt: policies.length === 1 ? "The policy" : `The ${policies.length} policies together`,
      expected: words.none,
      found:
        found.length === 0
          ? (notJudged ?? words.none)
          : [firstOf(found, 8), ...(notJudged === undefined ? [] : [notJudged])].join(". "),
      reason: notJudged === undefined ? undefined : verdictReasons.notJudged,
      at: now,
      why: words.why,
      source: SOURCE,
      remedy: found.length === 0 ? undefined : { text: words.mend },
    });
  const patterns = allows.flatMap((statement) =>
    statement.actions.negated ? [] : statement.actions.patterns.map((pattern) => ({ statement, pattern })),
  );
  return [
    verdict(
      "excess-everything",
      "No administrator's policy",
      patterns
        .filter(({ pattern }) => /^\*+(:\*+)?$/.test(pattern))
        .map(({ statement }) => `${nameOf(statement)} allows every action`),
      {
        why: "Anyone with access to the connection could do anything in the account.",
        none: "No statement allows every action",
        mend: "Remove the statement and attach the policy that this wizard composes.",
      },
    ),
    verdict(
      "excess-wildcards",
      "No wildcards in actions",
      patterns
        .filter(({ pattern }) => /[*?]/.test(pattern) && !/^\*+(:\*+)?$/.test(pattern))
        .map(({ statement, pattern }) => `${shortened(pattern, 120)} (${nameOf(statement)})`),
      {
        why: "A wildcard also covers actions that AWS adds later.",
        none: "Every action is written out",
        mend: "Write out the actions, as this wizard's policy does.",
      },
    ),
    verdict(
      "excess-outside",
      "Nothing outside the plan's sets",
      [
        ...new Set(
          patterns
            .map(({ pattern }) => pattern)
            .filter((p) => !/[*?]/.test(p) && !needed.has(p.toLowerCase())),
        ),
      ].map((pattern) => shortened(pattern, 120)),
      {
        why: "The features of this plan do not need them.",
        none: "Every action belongs to a set of the plan",
        mend: "Remove these actions, or choose the feature that needs them in the step “Describe the connection”.",
      },
    ),
    verdict(
      "excess-negation",
      "No Allow by exclusion",
      allows.flatMap((statement) => [
        ...(statement.actions.negated ? [`NotAction in ${nameOf(statement)}`] : []),
        ...(statement.resources.negated ? [`NotResource in ${nameOf(statement)}`] : []),
      ]),
      {
        why: "Allow with NotAction or NotResource also covers everything that was not considered.",
        none: "No Allow statement has NotAction or NotResource",
        mend: "Name what is allowed instead of what is not.",
      },
    ),
    ...(scope.narrowing === undefined ? [] : [beyondLimits()]),
    ...excessRules.map((rule) => {
      const actions = rule.actions.filter((action) => !needed.has(action.toLowerCase()));
      const decisions = actions.map((action) => decideOn(action));
      const found = decisions.filter(
        ({ decision, evidence }) => decision === "allowed" || (decision === "unknown" && !evidence.notJudged),
      );
      return verdict(
        rule.id,
        rule.title,
        found.map(({ action, decision }) => (decision === "allowed" ? action : `${action} (in part)`)),
        {
          why: rule.why,
          none: "None of these actions is allowed",
          mend: "Remove these actions from the policy, or deny them.",
        },
        notJudgedIn(decisions),
      );
    }),
  ];

  /** The plan's own actions that are allowed for requests just outside of its limits. */
  function beyondLimits(): Verdict {
    const tried = actionsOf(setIds).map((action) => ({
      action,
      decisions: circumstancesOutside(action, scope).map((request) => ({
        request,
        ...decideOn(action, request),
      })),
    }));
    const wider = tried.flatMap(({ action, decisions }) => {
      const one =
        decisions.find(({ decision }) => decision === "allowed") ??
        decisions.find(({ decision, evidence }) => decision === "unknown" && !evidence.notJudged);
      if (one === undefined) return [];
      const part = one.decision === "unknown" ? ", in part" : "";
      return [`${action} (${circumstancesText([one.request])}${part})`];
    });
    return verdict(
      "excess-limits",
      "Nothing beyond the plan's limits",
      wider,
      {
        why: "The plan narrows its policy, and people who read the plan will rely on that.",
        none: "None of the requests tried just outside of the plan's limits is allowed: another region, another service, a key without the tag or with another value",
        mend: "Attach the policy that this wizard composes instead of the broader policy.",
      },
      notJudgedIn(tried.flatMap(({ decisions }) => decisions)),
    );
  }
}

function notJudgedIn(decisions: readonly ActionDecision[]): string | undefined {
  return decisions.find(({ evidence }) => evidence.notJudged)?.evidence.reason;
}

function nameOf({ policy, statement, sid }: ReadStatement): string {
  return `statement ${statement + 1}${sid === undefined ? "" : ` (${shortened(sid, 80)})`} of policy ${policy + 1}`;
}
