"use client";

import { type ReactNode, useId } from "react";
import { Button, LiveRegion, ProblemNotice } from "@/components/ui";
import { type Way, ways } from "@/lib/checks";
import type { PlanDocument, World } from "@/lib/plan";
import { type CheckScript, PastedWay } from "./pasted-way";
import { ReadWay } from "./read-way";
import type { WayReports } from "./report-words";
import { SimulatorWay } from "./simulator-way";
import type { Simulator } from "./use-simulator";
import { WayCard } from "./way-card";

interface Props {
  planId: string;
  world: World;
  document: Pick<PlanDocument, "start" | "identity">;
  actions: readonly string[];
  reports: WayReports;
  script: CheckScript | undefined;
  simulator: Simulator;
  /** The cards are known: only what each way came to. */
  brief: boolean;
  /** What the probes are doing, or where they are started. */
  probing: string | undefined;
  /** The way whose form stands open. */
  open: Way | undefined;
  onOpen: (way: Way | undefined) => void;
}

/** The heading's id: what is left open elsewhere on the page leads here. */
export const HOW_TO_CHECK = "how-to-check";

/** The ways of checking side by side: what each takes, sees and cannot see, what it came to, and its act. */
export function HowToCheck(props: Props) {
  const { planId, world, document, actions, reports, simulator, open, onOpen } = props;
  const id = useId();
  const beyond = (reports.read?.verdicts ?? []).filter((verdict) => !actions.includes(verdict.id));
  const opener = (way: Way, label: string) => (
    <div>
      <Button
        size="small"
        aria-expanded={open === way}
        aria-controls={open === way ? `${id}-${way}` : undefined}
        onClick={() => onOpen(open === way ? undefined : way)}
      >
        {open === way ? "Close" : label}
      </Button>
    </div>
  );
  const acts: Record<Way, ReactNode> = {
    probe: (
      <p className="text-sm text-ink-soft">Started by “Check the connection”, at the foot of the page.</p>
    ),
    simulated:
      world === "sandbox" ? (
        <div className="flex flex-col gap-3">
          <ProblemNotice problem={simulator.problem} />
          <div>
            <Button
              size="small"
              pending={simulator.pending}
              pendingLabel="Asking…"
              onClick={() => void simulator.ask()}
            >
              Ask the sandbox’s simulator
            </Button>
          </div>
        </div>
      ) : (
        opener("simulated", "Give an administrator’s credentials")
      ),
    pasted: opener("pasted", "Show the script and the box"),
    read: opener("read", "Paste the policies"),
  };
  const panels: Partial<Record<Way, ReactNode>> = {
    // A rehearsal's administrator is known: there is nothing to give.
    ...(world === "sandbox" ? {} : { simulated: <SimulatorWay simulator={simulator} /> }),
    pasted: <PastedWay planId={planId} world={world} document={document} script={props.script} />,
    read: (
      <ReadWay
        planId={planId}
        partition={document.start.partition}
        beyond={reports.read?.stale ? [] : beyond}
      />
    ),
  };
  const busy: Partial<Record<Way, string | undefined>> = {
    probe: props.probing,
    simulated: simulator.pending ? "Asking…" : undefined,
  };
  return (
    <section aria-labelledby={HOW_TO_CHECK} className="@container flex flex-col gap-4">
      <div className="flex flex-col gap-1">
        <h2 id={HOW_TO_CHECK} tabIndex={-1} className="text-lg font-semibold">
          Ways to check
        </h2>
        <p className="max-w-line">
          Each way has its own limits. Use one or several: their answers are shown side by side below.
        </p>
      </div>
      <ul className="grid grid-flow-row-dense gap-4 @2xl:grid-cols-2">
        {ways.map((way) => (
          <Entry
            key={way}
            panelId={`${id}-${way}`}
            panel={open === way ? panels[way] : undefined}
            card={
              <WayCard
                way={way}
                actions={actions}
                report={reports[way]}
                busy={busy[way]}
                brief={props.brief}
                act={acts[way]}
              />
            }
          />
        ))}
      </ul>
      <LiveRegion message={simulator.said} />
    </section>
  );
}

function Entry({ card, panel, panelId }: { card: ReactNode; panel: ReactNode; panelId: string }) {
  return (
    <>
      {card}
      {panel !== undefined && (
        <li
          id={panelId}
          className="col-span-full flex min-w-0 flex-col gap-4 rounded-lg border border-line-strong px-4 py-4"
        >
          {panel}
        </li>
      )}
    </>
  );
}
