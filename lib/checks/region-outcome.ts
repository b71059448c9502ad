import type { PolicyScope } from "@/lib/permissions";
import type { AwsCaller } from "./aws-caller";
import { probeFor } from "./probes";
import { regionalActions } from "./region-permissions";
import type { Verdict } from "./verdict";

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

/** The verdicts on a region's actions, by what they say of the region. */
export interface Sorted {
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

export function sortOutcome({ actions, verdicts }: RegionOutcome): Sorted {
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

const NAMED = 6;

/** The first few by name, the rest by number: all of them stand under Details. */
export function names(actions: readonly string[]): string {
  const more = actions.length - NAMED;
  // One more takes no more room than its number.
  if (more <= 1) return actions.join(", ");
  return `${actions.slice(0, NAMED).join(", ")} and ${more} more`;
}

export function ids(verdicts: readonly Verdict[]): string[] {
  return verdicts.map(({ id }) => id);
}
