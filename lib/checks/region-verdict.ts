import type { PolicyScope } from "@/lib/permissions";
import type { AwsCaller } from "./aws-caller";
import { CONTROL_ID } from "./control";
import { causeOfDenial, type DenialCause } from "./denials";
import { regionRemedy, regionsInstead, regionVerdictId } from "./in-region";
import { statementText } from "./permission-verdict";
import { probeFor } from "./probes";
import { regionalActions } from "./region-permissions";
import type { Remedy, Verdict, VerdictStatus } from "./verdict";

export interface RegionOutcome {
  /** Where it was checked: the caller of that region, or as much of it. */
  aws: Pick<AwsCaller, "world" | "region">;
  /** What the plan needs; the regional ones of these must have a verdict. */
  actions: readonly string[];
  /** What `checkRegion` has yielded. */
  verdicts: readonly Verdict[];
  /** The home region's verdicts, where they are known: they tell a barred region from a missing permission. */
  home?: readonly Verdict[];
  /** How the plan limits its policy. */
  scope?: PolicyScope;
  now: Date;
}

/**
 * One verdict on a region (`id` "region:NAME") out of those on its actions. Pass: every action is allowed, but for
 * those that no probe can prove anywhere, which are counted and named, not hidden. Whatever else nobody could tell
 * makes it unknown; anything denied makes it fail.
 */
export function regionVerdict(outcome: RegionOutcome): Verdict {
  const { aws, verdicts, now } = outcome;
  const sorted = sort(outcome);
  const { status, found, remedy } = judge(outcome, sorted);
  return {
    id: regionVerdictId(aws.region),
    title: `Permissions in ${aws.region}`,
    status,
    evidence: {
      kind: "probe",
      lookedAt: `A probe for each of the ${sorted.asked.length} actions that a region answers for itself, in ${aws.region}`,
      expected: "None denied, and each allowed that a probe can prove.",
      found,
      details: detailsOf(sorted.asked, verdicts),
      at: now,
      world: aws.world,
    },
    why: "A policy or an organization can open one region and close another: each region that CCKM shall use is asked for itself.",
    ...(remedy ? { remedy } : {}),
  };
}

interface Sorted {
  asked: string[];
  allowed: Verdict[];
  denied: Verdict[];
  /** No probe can prove these, in no region. */
  unprovable: Verdict[];
  notApplicable: Verdict[];
  /** Could be told and was not: faults, a run that proved nothing. */
  untold: Verdict[];
  /** No verdict came at all. */
  unanswered: string[];
}

function sort({ actions, verdicts }: RegionOutcome): Sorted {
  const asked = regionalActions(actions);
  const of = (keeps: (verdict: Verdict) => boolean) =>
    verdicts.filter((verdict) => asked.includes(verdict.id) && keeps(verdict));
  return {
    asked,
    allowed: of(({ status }) => status === "pass"),
    denied: of(({ status }) => status === "fail"),
    unprovable: of(isUnprovable),
    notApplicable: of(({ status }) => status === "not-applicable"),
    untold: of((verdict) => ["unknown", "warn"].includes(verdict.status) && !isUnprovable(verdict)),
    unanswered: asked.filter((action) => !verdicts.some(({ id }) => id === action)),
  };
}

/**
 * Unknown in every region alike: by the nature of the action, or since no probe can meet the plan's own limit on it.
 * A fault on the way to the same action is something else: that could have been a denial.
 */
function isUnprovable({ id, status, evidence }: Verdict): boolean {
  return (
    status === "unknown" &&
    ((probeFor(id)?.certainty === "absent" &&
      /^Not (probed|denied, but not proven): /.test(evidence.found)) ||
      evidence.found.startsWith("Denied, which says nothing here: "))
  );
}

interface Judged {
  status: VerdictStatus;
  found: string;
  remedy?: Remedy;
}

function judge(outcome: RegionOutcome, sorted: Sorted): Judged {
  const { allowed, denied, unprovable, notApplicable, untold, unanswered } = sorted;
  const control = outcome.verdicts.find(({ id }) => id === CONTROL_ID);
  const open = [...untold.map(({ id }) => id), ...unanswered];
  const rest = [
    ...(allowed.length > 0 || denied.length === 0 ? [`${allowed.length} allowed`] : []),
    ...(unprovable.length > 0
      ? [`${unprovable.length} not provable by a probe (${names(ids(unprovable))}), as in the home region`]
      : []),
    ...(notApplicable.length > 0
      ? [`${notApplicable.length} not applicable (${names(ids(notApplicable))}: no endpoint here)`]
      : []),
    ...(open.length > 0 ? [`${open.length} could not be told (${names(open)})`] : []),
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
  if (allowed.length === 0) return { status: "unknown", found: `${rest}. Nothing was proven here.` };
  return { status: "pass", found: `${rest}.` };
}

function judgeDenied(
  { aws, home = [], scope = {} }: RegionOutcome,
  { asked, denied, unprovable }: Sorted,
  rest: string,
): Judged {
  const causes = new Map<string, { cause: DenialCause; actions: string[] }>();
  for (const { id, evidence } of denied) {
    const cause = causeOfDenial(evidence.details ?? "");
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
        : `${actions.length} denied by ${cause.by} (${names(actions)})`,
    )
    .join("; ");
  const where = onlyHere
    ? "; the home region denies none of them: it is this region that is barred"
    : atHomeToo
      ? "; the home region denies them too"
      : "";
  const mends = groups.map(({ cause }) => {
    const outside = cause.statementHelps && regionsInstead(scope, aws.region) !== undefined;
    const mend = outside
      ? `The plan's policy is limited to other regions: add ${aws.region} to them in step Policy and attach it again, or leave the region out.`
      : onlyHere
        ? regionRemedy(cause.id, aws.region)
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

const NAMED = 6;

/** The first few by name, the rest by number: all of them stand under Details. */
function names(actions: readonly string[]): string {
  const more = actions.length - NAMED;
  // One more takes no more room than its number.
  if (more <= 1) return actions.join(", ");
  return `${actions.slice(0, NAMED).join(", ")} and ${more} more`;
}

function ids(verdicts: readonly Verdict[]): string[] {
  return verdicts.map(({ id }) => id);
}
