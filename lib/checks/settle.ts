import type { Verdict } from "./verdict";

/** The ways in which an action can be checked, in the order in which they count. */
export const ways = ["probe", "simulated", "pasted", "read"] as const;
export type Way = (typeof ways)[number];

export const wayTitles: Readonly<Record<Way, string>> = {
  probe: "Probe with the connection's own credentials",
  simulated: "AWS's policy simulator, asked by this server",
  pasted: "Pasted evidence",
  read: "Policies read here",
};

export type WayVerdicts = Partial<Record<Way, Verdict>>;

export interface SettledAction {
  action: string;
  /** The verdict that counts: the first way, in their order, that came to one; else the first that was tried. */
  verdict: Verdict | undefined;
  way: Way | undefined;
  all: WayVerdicts;
  /** One sentence where two ways contradict each other. Shown beside the verdict, never averaged into it. */
  disagreement?: string;
}

const decided = (verdict: Verdict | undefined): verdict is Verdict =>
  verdict?.status === "pass" || verdict?.status === "fail" || verdict?.status === "not-applicable";

/** Which verdict settles an action. A probe sees more layers than a simulation does, so it goes first. */
export function settledVerdict(action: string, all: WayVerdicts): SettledAction {
  const way = ways.find((one) => decided(all[one])) ?? ways.find((one) => all[one] !== undefined);
  const verdict = way ? all[way] : undefined;
  const against = ways.find((one) => one !== way && decided(verdict) && opposite(verdict, all[one]));
  if (!way || !against) return { action, verdict, way, all };
  return {
    action,
    verdict,
    way,
    all,
    disagreement: `${wayTitles[way]}: ${word(verdict)}. ${wayTitles[against]}: ${word(all[against])}. ${reasonFor(verdict)}`,
  };
}

function opposite(verdict: Verdict, other: Verdict | undefined): boolean {
  return (
    (verdict.status === "pass" && other?.status === "fail") ||
    (verdict.status === "fail" && other?.status === "pass")
  );
}

function word(verdict: Verdict | undefined): string {
  return verdict?.status === "pass" ? "allowed" : "denied";
}

function reasonFor(verdict: Verdict | undefined): string {
  return verdict?.status === "fail"
    ? "A probe also meets session policies, endpoint policies and policies of the organization that a simulation leaves out; or the evidence is older than a change."
    : "The policy may have changed between the two, or a condition holds for one and not for the other.";
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
