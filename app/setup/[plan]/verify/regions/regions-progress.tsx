import { countVerdicts, type Verdict } from "@/lib/verdict";
import { ProgressBox } from "../permissions/progress-box";
import type { RegionsPhase } from "./use-regions";

interface Props {
  phase: RegionsPhase;
  /** All that are shown, of both checks. */
  verdicts: { reached: readonly Verdict[]; checked: readonly Verdict[] };
  /** How many actions a region answers for itself. */
  actionCount: number;
  regionCount: number;
  onStop: () => void;
}

/** What the checks of regions are at, and the way to stop them. Said aloud a region at a time, not at every answer. */
export function RegionsProgress({ phase, verdicts, actionCount, regionCount, onStop }: Props) {
  const running = phase.is === "reaching" || phase.is === "checking";
  const seen =
    phase.is === "reaching"
      ? `${phase.settled} of ${regionCount} regions have a verdict.`
      : phase.is === "checking"
        ? `${place(phase)}, ${Math.min(phase.settled, actionCount)} of ${actionCount} actions.`
        : "";
  return (
    <ProgressBox
      running={running}
      idle={phase.is === "idle"}
      spoken={spoken(phase, verdicts)}
      onStop={onStop}
    >
      {seen}
    </ProgressBox>
  );
}

function spoken(phase: RegionsPhase, verdicts: Props["verdicts"]): string {
  if (phase.is === "reaching") return "Asking in every region that is switched on.";
  if (phase.is === "checking") return `${place(phase)}.`;
  if (phase.is !== "done") return "";
  if (phase.stopped) return "Stopped. The answers so far are kept.";
  const counts = countVerdicts(verdicts[phase.did].filter(({ id }) => phase.names.includes(id)));
  const words =
    phase.did === "reached"
      ? ([
          [counts.pass, "reached"],
          [counts.fail, "denied"],
          [counts.unknown, "unknown"],
          [counts.warn, "reached, but outside the plan"],
          [counts["not-applicable"], "not applicable"],
        ] as const)
      : ([
          [counts.pass, "passed"],
          [counts.fail, "failed"],
          [counts.unknown, "unknown"],
        ] as const);
  const said = words.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`);
  return `${phase.did === "reached" ? "Asked" : "Checked"}: ${said.join(", ")}.`;
}

function place({ number, of, region }: Extract<RegionsPhase, { is: "checking" }>): string {
  return `${number} of ${of}: ${region}`;
}
