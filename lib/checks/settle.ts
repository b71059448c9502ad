import type { Verdict } from "./verdict";
import { explainDisagreement, type Way, wayOf, ways } from "./ways";

export type WayVerdicts = Partial<Record<Way, Verdict>>;

export interface SettledAction {
  action: string;
  /** The verdict that counts: the first way, in their order, that came to one; else the first that was tried. */
  verdict: Verdict | undefined;
  way: Way | undefined;
  all: WayVerdicts;
  /** The ways that contradict the one that counts. */
  against: readonly Way[];
  /** What they say and why they may, in words. Shown beside the verdict, never averaged into it. */
  disagreement?: string;
}

const decided = (verdict: Verdict | undefined): verdict is Verdict =>
  verdict?.status === "pass" || verdict?.status === "fail" || verdict?.status === "not-applicable";

/** Which verdict settles an action: of the ways that came to one, the first in their order. */
export function settledVerdict(action: string, all: WayVerdicts): SettledAction {
  const way = ways.find((one) => decided(all[one])) ?? ways.find((one) => all[one] !== undefined);
  const verdict = way ? all[way] : undefined;
  const against = ways.filter((one) => one !== way && opposite(verdict, all[one]));
  if (way === undefined || against.length === 0) return { action, verdict, way, all, against: [] };
  const words = against.map((one) => contradiction(way, one, verdict?.status === "pass"));
  return { action, verdict, way, all, against, disagreement: words.join(" ") };
}

function opposite(verdict: Verdict | undefined, other: Verdict | undefined): boolean {
  return (
    (verdict?.status === "pass" && other?.status === "fail") ||
    (verdict?.status === "fail" && other?.status === "pass")
  );
}

/** "Pasted evidence: denied. Probes …: allowed. …", what counts first. */
export function contradiction(counts: Way, against: Way, allowed: boolean): string {
  const said = (way: Way, yes: boolean) => `${wayOf(way).title}: ${yes ? "allowed" : "denied"}.`;
  const why = allowed ? explainDisagreement(counts, against) : explainDisagreement(against, counts);
  return `${said(counts, allowed)} ${said(against, !allowed)} ${why}`;
}

/** All actions side by side, from the lists that each way has produced. */
export function settlePermissions(
  actions: readonly string[],
  lists: Partial<Record<Way, readonly Verdict[]>>,
): SettledAction[] {
  const find = (way: Way, action: string) => lists[way]?.find(({ id }) => id === action);
  return actions.map((action) => {
    const all: WayVerdicts = {};
    for (const way of ways) {
      const verdict = find(way, action);
      if (verdict) all[way] = verdict;
    }
    return settledVerdict(action, all);
  });
}

/**
 * Allowed by policies that were read here and by nothing else: shown as such, and completing nothing, since nobody
 * has shown that these documents are what is attached.
 */
export function restsOnReading({ way, verdict }: SettledAction): boolean {
  return way === "read" && verdict?.status === "pass";
}

export interface ActionCounts {
  allowed: number;
  denied: number;
  unknown: number;
  /** Not in this partition or region, so that nobody needs it there. */
  notApplicable: number;
  /** No way has said anything yet. */
  open: number;
}

/** How many actions of each kind. A warning about a permission would be one that is there. */
export function countActions(statuses: readonly (Verdict["status"] | undefined)[]): ActionCounts {
  const count = (...of: (Verdict["status"] | undefined)[]) => statuses.filter((s) => of.includes(s)).length;
  return {
    allowed: count("pass", "warn"),
    denied: count("fail"),
    unknown: count("unknown"),
    notApplicable: count("not-applicable"),
    open: count(undefined),
  };
}

/** "38 allowed, 1 denied, 0 unknown": the one sentence that every page says it with. */
export function actionCountWords(counts: ActionCounts): string {
  return [
    `${counts.allowed} allowed`,
    `${counts.denied} denied`,
    `${counts.unknown} unknown`,
    ...(counts.notApplicable > 0 ? [`${counts.notApplicable} not applicable`] : []),
  ].join(", ");
}
