import { makeVerdict, type Remedy, type Verdict, type VerdictStatus } from "@/lib/verdict";
import { CONTROL_ID } from "../permissions/control";
import { causeWithId, type DenialCause } from "../permissions/denials";
import { statementText } from "../permissions/permission-verdict";
import { regionsInstead, regionVerdictId, widerRemedy } from "./in-region";
import { firstFewNamed, idsOf, type RegionOutcome, type Sorted, sortOutcome } from "./region-outcome";

/**
 * One verdict on a region (`id` "region:NAME") out of those on its actions. Pass: every action is allowed, but for
 * those that no probe can prove anywhere, which are counted and named, not hidden. Whatever else nobody could tell
 * makes it unknown, also what the plan's tag keeps from the probes; anything denied makes it fail. Open though the
 * plan leaves the region out: warn.
 */
export function regionVerdict(outcome: RegionOutcome): Verdict {
  const { aws, verdicts, now } = outcome;
  const sorted = sortOutcome(outcome);
  const { status, found, remedy } = judge(outcome, sorted);
  return makeVerdict({
    id: regionVerdictId(aws.region),
    title: `Permissions in ${aws.region}`,
    status,
    kind: "probe",
    lookedAt: `A probe for each of the ${sorted.asked.length} actions that are decided per region, in ${aws.region}`,
    expected: "None denied, and each allowed that a probe can prove.",
    found,
    details: detailsOf(sorted.asked, verdicts),
    at: now,
    world: aws.world,
    why: "A policy or an organization can open one region and close another: each region that CCKM will use is checked separately.",
    remedy,
  });
}

interface Judged {
  status: VerdictStatus;
  found: string;
  remedy?: Remedy | undefined;
}

function judge(outcome: RegionOutcome, sorted: Sorted): Judged {
  const { allowed, denied, unprovable, outsideLimits, notApplicable, untold, unanswered } = sorted;
  const control = outcome.verdicts.find(({ id }) => id === CONTROL_ID);
  const open = [...untold.map(({ id }) => id), ...unanswered];
  const rest = [
    ...(allowed.length > 0 || denied.length === 0 ? [`${allowed.length} allowed`] : []),
    ...(unprovable.length > 0
      ? [
          `${unprovable.length} not provable by a probe (${firstFewNamed(idsOf(unprovable))}), as in the home region`,
        ]
      : []),
    ...(outsideLimits.length > 0
      ? [
          `${outsideLimits.length} not provable by a probe, whose key does not have the tag that the plan narrows them to (${firstFewNamed(idsOf(outsideLimits))})`,
        ]
      : []),
    ...(notApplicable.length > 0
      ? [`${notApplicable.length} not applicable (${firstFewNamed(idsOf(notApplicable))}: no endpoint here)`]
      : []),
    ...(open.length > 0 ? [`${open.length} unknown (${firstFewNamed(open)})`] : []),
  ].join("; ");
  if (denied.length > 0) return judgeDenied(outcome, sorted, rest);
  if (open.length > 0) {
    const because =
      control?.evidence.found ?? untold[0]?.evidence.found ?? "The check ended before they were answered.";
    const remedy = control?.remedy ?? untold.find((verdict) => verdict.remedy)?.remedy;
    return {
      status: "unknown",
      found: `${rest}. ${because}`,
      remedy: remedy ?? { text: "Check the region again." },
    };
  }
  if (outsideLimits.length > 0)
    return {
      status: "unknown",
      found: `${rest}. These would be denied with the plan's policy, and also with one that leaves ${outcome.aws.region} out: this check cannot say which it is.`,
      remedy: simulatorRemedy(outcome.aws.region),
    };
  if (allowed.length === 0) return { status: "unknown", found: `${rest}. Nothing was proven here.` };
  const instead = regionsInstead(outcome.scope ?? {}, outcome.aws.region);
  if (instead !== undefined)
    return {
      status: "warn",
      found: `${rest}, though the plan's policy is limited to ${instead.join(", ")}.`,
      remedy: widerRemedy(outcome.aws.region),
    };
  return { status: "pass", found: `${rest}.` };
}

/** At home the simulator settles what the plan's tag keeps from the probes; for other regions it is not asked yet. */
function simulatorRemedy(region: string): Remedy {
  return {
    text: `AWS's policy simulator can answer this, asked with the plan's tag and aws:RequestedRegion = ${region}. This wizard asks it only for the home region, so the result for this region stays unknown: ask it in AWS, or leave the region out.`,
    where: "An IAM administrator of this account.",
  };
}

function judgeDenied(
  { aws, home = [], scope = {} }: RegionOutcome,
  { asked, denied, unprovable }: Sorted,
  rest: string,
): Judged {
  const causes = new Map<string, { cause: DenialCause; actions: string[] }>();
  for (const { id, evidence } of denied) {
    const cause = causeWithId(evidence.reason);
    const known = causes.get(cause.id) ?? { cause, actions: [] };
    known.actions.push(id);
    causes.set(cause.id, known);
  }
  const atHome = denied.map(({ id }) => home.find((verdict) => verdict.id === id)?.status);
  // An action that no probe can prove is never "allowed" at home; that it is not denied there says enough.
  const onlyHere = atHome.includes("pass") && !atHome.includes("fail") && !atHome.includes(undefined);
  const atHomeToo = atHome.every((status) => status === "fail");
  const groups = [...causes.values()];
  const what = groups
    .map(({ cause, actions }) =>
      actions.length + unprovable.length === asked.length
        ? `All ${actions.length} actions that were asked for are denied by ${cause.by}`
        : `${actions.length} denied by ${cause.by} (${firstFewNamed(actions)})`,
    )
    .join("; ");
  const where = onlyHere
    ? "; the home region denies none of them: the denial is specific to this region"
    : atHomeToo
      ? "; the home region denies them too"
      : "";
  const mends = groups.map(({ cause }) => {
    const outside = cause.statementHelps && regionsInstead(scope, aws.region) !== undefined;
    const mend = outside
      ? `The plan's policy is limited to other regions: add ${aws.region} to them in the step “Compose the policy” and attach it again, or leave the region out.`
      : onlyHere
        ? cause.inRegion?.(aws.region)
        : undefined;
    return {
      text: mend ?? cause.remedy,
      where: cause.who,
      helps: mend === undefined && cause.statementHelps,
      cause,
    };
  });
  const helped = mends
    .filter(({ helps }) => helps)
    .flatMap(({ cause }) => causes.get(cause.id)?.actions ?? []);
  return {
    status: "fail",
    found: [`${what}${where}`, rest]
      .filter((part) => part !== "")
      .join(". ")
      .concat("."),
    remedy: {
      text: [...new Set(mends.map(({ text }) => text))].join(" "),
      where: [...new Set(mends.map(({ where: who }) => who))].join(" "),
      ...(helped.length > 0 ? { command: statementText(helped, scope), language: "json" as const } : {}),
    },
  };
}

/** Each action with its answer, in the plan's order. */
function detailsOf(asked: readonly string[], verdicts: readonly Verdict[]): string {
  const lines = asked.map((action) => {
    const verdict = verdicts.find(({ id }) => id === action);
    return `${action}: ${verdict?.evidence.found ?? "No answer came."}`;
  });
  return lines.join("\n").slice(0, 8000);
}
