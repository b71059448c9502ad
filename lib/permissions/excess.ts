import type { Verdict } from "@/lib/verdict";
import { evaluatePolicies, openPolicies } from "./evaluate/evaluate";
import { excessRules } from "./excess-rules";
import type { PolicyScope } from "./narrow/limits";
import { circumstancesOutside, circumstancesText } from "./narrow/narrowing";
import type { PolicyDocument } from "./policy";
import { actionsOf } from "./sets/all-sets";
import { type ReadStatement, readStatements } from "./statements";

const SOURCE = {
  title: "AWS IAM: security best practices, apply least-privilege permissions",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html",
};

/**
 * What these policies give beyond the plan's sets: a verdict each, `warn` or `pass`, never `fail` (more than needed
 * does not break the connection). Exactly the composed policy passes them all.
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
  const verdict = (
    id: string,
    title: string,
    found: readonly string[],
    words: { why: string; none: string; mend: string },
  ): Verdict => ({
    id,
    title,
    status: found.length === 0 ? "pass" : "warn",
    evidence: {
      kind: "static",
      lookedAt: policies.length === 1 ? "The policy" : `The ${policies.length} policies together`,
      expected: words.none,
      found: found.length === 0 ? words.none : list(found),
      at: now,
    },
    why: words.why,
    source: SOURCE,
    ...(found.length === 0 ? {} : { remedy: { text: words.mend } }),
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
        why: "Whoever holds the connection could do anything in the account.",
        none: "No statement allows every action",
        mend: "Take the statement out and attach the policy that this wizard composes.",
      },
    ),
    verdict(
      "excess-wildcards",
      "No wildcards in actions",
      patterns
        .filter(({ pattern }) => /[*?]/.test(pattern) && !/^\*+(:\*+)?$/.test(pattern))
        .map(({ statement, pattern }) => `${pattern} (${nameOf(statement)})`),
      {
        why: "A wildcard also takes in the actions that AWS adds later.",
        none: "Every action is written out",
        mend: "Write the actions out, as the policy of this wizard does.",
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
      ],
      {
        why: "The features of this plan do not need them.",
        none: "Every action belongs to a set of the plan",
        mend: "Take these actions out, or choose the feature that needs them in the first step.",
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
        why: "Allow with NotAction or NotResource takes in all that nobody thought of.",
        none: "No Allow statement has NotAction or NotResource",
        mend: "Name what is allowed instead of what is not.",
      },
    ),
    ...(scope.narrowing === undefined
      ? []
      : [
          verdict(
            "excess-limits",
            "Nothing beyond the plan's limits",
            beyondLimits(policies, setIds, scope),
            {
              why: "The plan narrows its policy, and whoever reads the plan will rely on that.",
              none: "None of the requests tried just outside of the plan's limits is allowed: another region, another service, a key without the tag or with another value",
              mend: "Attach the policy that this wizard composes in the place of the wider one.",
            },
          ),
        ]),
    ...excessRules.map((rule) => {
      const actions = rule.actions.filter((action) => !needed.has(action.toLowerCase()));
      const found = evaluatePolicies(policies, actions).filter(
        ({ decision }) => decision === "allowed" || decision === "unknown",
      );
      return verdict(
        rule.id,
        rule.title,
        found.map(({ action, decision }) => (decision === "allowed" ? action : `${action} (in part)`)),
        {
          why: rule.why,
          none: "None of these actions is allowed",
          mend: "Take these actions out of the policy, or deny them.",
        },
      );
    }),
  ];
}

/** The plan's own actions that are allowed for requests just outside of its limits. */
function beyondLimits(
  policies: readonly PolicyDocument[],
  setIds: readonly string[],
  scope: PolicyScope,
): string[] {
  const decideOn = openPolicies(policies);
  return actionsOf(setIds).flatMap((action) => {
    const decisions = circumstancesOutside(action, scope).map((request) => ({
      request,
      decision: decideOn(action, request).decision,
    }));
    const wider =
      decisions.find(({ decision }) => decision === "allowed") ??
      decisions.find(({ decision }) => decision === "unknown");
    if (wider === undefined) return [];
    const part = wider.decision === "unknown" ? ", in part" : "";
    return [`${action} (${circumstancesText([wider.request])}${part})`];
  });
}

function nameOf({ policy, statement, sid }: ReadStatement): string {
  return `statement ${statement + 1}${sid === undefined ? "" : ` (${sid})`} of policy ${policy + 1}`;
}

function list(items: readonly string[]): string {
  const shown = items.slice(0, 8).join(", ");
  return items.length > 8 ? `${shown} and ${items.length - 8} more` : shown;
}
