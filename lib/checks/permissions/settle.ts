import type { Verdict, VerdictStatus } from "@/lib/verdict";
import {
  explainDisagreement,
  layerOfDenial,
  type PolicyLayerName,
  type Way,
  wayOf,
  ways,
} from "../ways/ways";

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
  disagreement?: string | undefined;
}

const decided = (verdict: Verdict | undefined): verdict is Verdict =>
  verdict?.status === "pass" || verdict?.status === "fail" || verdict?.status === "not-applicable";

/** Which verdict settles an action: of the ways that came to one, the first in their order. */
export function settledVerdict(action: string, all: WayVerdicts): SettledAction {
  const way = ways.find((one) => decided(all[one])) ?? ways.find((one) => all[one] !== undefined);
  const verdict = way ? all[way] : undefined;
  const against = ways.filter((one) => one !== way && opposite(verdict, all[one]));
  if (way === undefined || against.length === 0) return { action, verdict, way, all, against: [] };
  const words = against.map((one) =>
    contradiction(way, one, verdict?.status === "pass", layerDenying(all, way, one)),
  );
  return { action, verdict, way, all, against, disagreement: words.join(" ") };
}

function opposite(verdict: Verdict | undefined, other: Verdict | undefined): boolean {
  return (
    (verdict?.status === "pass" && other?.status === "fail") ||
    (verdict?.status === "fail" && other?.status === "pass")
  );
}

/** The kind of policy that the one of two ways which denies has named. */
export function layerDenying(all: WayVerdicts, one: Way, other: Way): PolicyLayerName | undefined {
  const denial = [all[one], all[other]].find((verdict) => verdict?.status === "fail");
  return layerOfDenial(denial?.evidence.reason);
}

/** "Pasted evidence: denied. Probes …: allowed. …", what counts first. `deniedBy`: where the denial names it. */
export function contradiction(
  counts: Way,
  against: Way,
  allowed: boolean,
  deniedBy?: PolicyLayerName,
): string {
  const said = (way: Way, yes: boolean) => `${wayOf(way).title}: ${yes ? "allowed" : "denied"}.`;
  const why = allowed
    ? explainDisagreement(counts, against, deniedBy)
    : explainDisagreement(against, counts, deniedBy);
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
export function restsOnReading(one: SettledAction): boolean {
  return actionState(one) === "on-paper";
}

/** A verdict's status, and apart from "pass" what only policies that were read here allow. */
export type ActionState = VerdictStatus | "on-paper";

/** What this way's verdict on an action is to be shown and counted as; undefined where it said nothing. */
export function actionState({
  way,
  verdict,
}: Pick<SettledAction, "way" | "verdict">): ActionState | undefined {
  return way === "read" && verdict?.status === "pass" ? "on-paper" : verdict?.status;
}

export interface ActionCounts {
  allowed: number;
  /** Allowed by policies that were read here, and by nothing that AWS said. */
  onPaper: number;
  denied: number;
  unknown: number;
  /** Not in this partition or region, so that nobody needs it there. */
  notApplicable: number;
  /** No way has said anything yet. */
  open: number;
}

/** How many actions of each kind. A warning about a permission would be one that is there. */
export function countActions(states: readonly (ActionState | undefined)[]): ActionCounts {
  const count = (...of: (ActionState | undefined)[]) => states.filter((state) => of.includes(state)).length;
  return {
    allowed: count("pass", "warn"),
    onPaper: count("on-paper"),
    denied: count("fail"),
    unknown: count("unknown"),
    notApplicable: count("not-applicable"),
    open: count(undefined),
  };
}

/**
 * "38 allowed, 1 denied, 0 unknown": the one sentence that every page says it with. Where nothing but documents
 * allows anything: "29 allowed on paper, 3 denied, 0 unknown".
 */
export function actionCountWords(counts: ActionCounts): string {
  return [
    ...(counts.allowed > 0 || counts.onPaper === 0 ? [`${counts.allowed} allowed`] : []),
    ...(counts.onPaper > 0 ? [`${counts.onPaper} allowed on paper`] : []),
    `${counts.denied} denied`,
    `${counts.unknown} unknown`,
    ...(counts.notApplicable > 0 ? [`${counts.notApplicable} not applicable`] : []),
  ].join(", ");
}
