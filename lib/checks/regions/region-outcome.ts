import type { PolicyScope } from "@/lib/permissions";
import { type Verdict, verdictReasons } from "@/lib/verdict";
import type { AwsCaller } from "../aws-caller";
import { regionalActions } from "./region-permissions";

export interface RegionOutcome {
  /** Where it was checked: the caller of that region, or as much of it. */
  aws: Pick<AwsCaller, "world" | "region">;
  /** What the plan needs; the regional ones of these must have a verdict. */
  actions: readonly string[];
  /** What `checkRegion` has yielded. */
  verdicts: readonly Verdict[];
  /** The home region's verdicts, where they are known: they tell a barred region from a missing permission. */
  home?: readonly Verdict[] | undefined;
  /** How the plan limits its policy. */
  scope?: PolicyScope | undefined;
  now: Date;
}

/** The verdicts on a region's actions, by what they say of the region. */
export interface Sorted {
  asked: string[];
  allowed: Verdict[];
  denied: Verdict[];
  /** No probe can prove these, in no region. */
  unprovable: Verdict[];
  /** Denied, which says nothing: no probe meets the plan's own limit on them. */
  outsideLimits: Verdict[];
  notApplicable: Verdict[];
  /** Could be told and was not: faults, a run that proved nothing. */
  untold: Verdict[];
  /** No verdict came at all. */
  unanswered: string[];
}

export function sortOutcome({ actions, verdicts }: RegionOutcome): Sorted {
  const asked = regionalActions(actions);
  const of = (keeps: (verdict: Verdict) => boolean) =>
    verdicts.filter((verdict) => asked.includes(verdict.id) && keeps(verdict));
  return {
    asked,
    allowed: of(({ status }) => status === "pass"),
    denied: of(({ status }) => status === "fail"),
    unprovable: of(isUnknownFor(verdictReasons.unprovable)),
    outsideLimits: of(isUnknownFor(verdictReasons.outsideLimits)),
    notApplicable: of(({ status }) => status === "not-applicable"),
    untold: of(
      ({ status, evidence }) =>
        status === "warn" || (status === "unknown" && !byNature.some((reason) => reason === evidence.reason)),
    ),
    unanswered: asked.filter((action) => !verdicts.some(({ id }) => id === action)),
  };
}

/** A fault on the way to the same action is something else: that could have been a denial. */
const byNature = Object.values(verdictReasons);

function isUnknownFor(reason: (typeof byNature)[number]) {
  return ({ status, evidence }: Verdict) => status === "unknown" && evidence.reason === reason;
}

const NAMED = 6;

/** The first few by name, the rest by number: all of them stand under Details. */
export function firstFewNamed(actions: readonly string[]): string {
  const more = actions.length - NAMED;
  // One more takes no more room than its number.
  if (more <= 1) return actions.join(", ");
  return `${actions.slice(0, NAMED).join(", ")} and ${more} more`;
}

export function idsOf(verdicts: readonly Verdict[]): string[] {
  return verdicts.map(({ id }) => id);
}
