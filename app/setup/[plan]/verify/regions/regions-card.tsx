"use client";

import { useState } from "react";
import { Button, Disclosure, ProblemNotice } from "@/components/ui";
import { VerdictList } from "@/components/verdicts";
import { type AccountRegion, isSwitchedOn, regionVerdictId } from "@/lib/checks";
import type { Verdict } from "@/lib/verdict";
import type { SessionRequestParts } from "../connection/make-proof";
import { RegionsProgress } from "./regions-progress";
import { boxId, RegionsTable } from "./regions-table";
import { type RegionVerdicts, useRegions } from "./use-regions";

export interface RegionsCardProps {
  planId: string;
  parts: SessionRequestParts | undefined;
  home: string;
  /** The regions that the plan limits its policy to; empty: it is open to all. */
  planned: readonly string[];
  /** As the account lists them. */
  regions: readonly AccountRegion[];
  kept: RegionVerdicts;
  /** Of that, what rests on other answers than the plan has now. */
  stale: Record<keyof RegionVerdicts, boolean>;
  /** How many of the plan's actions a region answers for itself. */
  actionCount: number;
}

const CHECK_BUTTON = "check-regions";

/** The account's regions, where KMS can be reached, and the permissions in those that somebody chooses. */
export function RegionsCard(props: RegionsCardProps) {
  const { home, planned, regions, kept, actionCount } = props;
  const check = useRegions(props);
  const { phase, running, shown, old } = check;
  const [chosen, setChosen] = useState<ReadonlySet<string>>(
    () => new Set([...planned, ...namesOf(kept.permissions)]),
  );
  const [all, setAll] = useState(false);
  // Its problem stands beside the button that was pressed: the table is between the two.
  const [askedReach, setAskedReach] = useState(false);
  // A region that was checked and then switched off stays in sight: its verdict still counts.
  const checked = namesOf(shown.permissions);
  const off = regions.filter((region) => !isSwitchedOn(region)).length;
  const choosable = regions.filter((region) => isSwitchedOn(region) && region.name !== home);
  const wanted = choosable.filter(({ name }) => chosen.has(name)).map(({ name }) => name);
  const reached = new Set(shown.reach.filter(({ status }) => status === "pass").map(({ id }) => id));
  const reachable = choosable.filter(({ name }) => reached.has(regionVerdictId(name)));
  const closed = shown.reach.filter(({ status }) => status !== "pass" && status !== "not-applicable");

  function choose(name: string, on: boolean) {
    setChosen((before) => new Set(on ? [...before, name] : [...before].filter((one) => one !== name)));
  }
  function leaveOut(name: string) {
    choose(name, false);
    // Its own button goes with the verdict.
    document.getElementById(boxId(name))?.focus();
    setAskedReach(false);
    void check.leaveOut(name);
  }

  return (
    <section className="flex flex-col gap-4">
      <h2 className="text-lg font-semibold">Region by region</h2>
      <p className="max-w-line">
        CCKM manages keys in each region that is added to it. “Check the connection” covers only the home
        region; the other regions are checked here. You can continue without this, but a chosen region that
        fails counts as a problem.
      </p>
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <Button
          pending={phase.is === "reaching"}
          pendingLabel="Asking…"
          onClick={() => {
            if (running) return;
            setAskedReach(true);
            void check.reach();
          }}
        >
          See in which regions KMS can be reached
        </Button>
        {off > 0 && (
          <label className="flex items-center gap-2 text-sm">
            <input
              type="checkbox"
              className="size-4"
              checked={!all}
              onChange={(event) => setAll(!event.currentTarget.checked)}
            />
            Switched on only ({off} {off === 1 ? "other" : "others"})
          </label>
        )}
      </div>
      {askedReach && <ProblemNotice problem={check.problem} />}
      <RegionsTable
        regions={regions.filter((region) => all || isSwitchedOn(region) || checked.has(region.name))}
        home={home}
        planned={planned}
        reach={shown.reach}
        permissions={shown.permissions}
        old={old}
        pending={{
          reach: phase.is === "reaching",
          permissions: phase.is === "checking" ? phase.region : undefined,
        }}
        chosen={chosen}
        onChoose={choose}
        onLeaveOut={leaveOut}
      />
      <div className="flex flex-wrap items-center gap-2">
        <Button
          id={CHECK_BUTTON}
          pending={phase.is === "checking"}
          pendingLabel="Checking…"
          disabled={wanted.length === 0 && !running}
          onClick={() => {
            if (running) return;
            setAskedReach(false);
            void check.check(wanted);
          }}
        >
          {buttonWords(wanted.length)}
        </Button>
        <Button
          size="small"
          variant="quiet"
          onClick={() =>
            setChosen(new Set((reachable.length > 0 ? reachable : choosable).map(({ name }) => name)))
          }
        >
          {reachable.length > 0 ? `Choose the ${reachable.length} reached` : `Choose all ${choosable.length}`}
        </Button>
        {wanted.length > 0 && (
          <Button size="small" variant="quiet" onClick={() => setChosen(new Set())}>
            Choose none
          </Button>
        )}
      </div>
      <RegionsProgress
        phase={phase}
        verdicts={{ reached: shown.reach, checked: shown.permissions }}
        actionCount={actionCount}
        regionCount={regions.length}
        onStop={() => {
          check.stop();
          document.getElementById(CHECK_BUTTON)?.focus();
        }}
      />
      {!askedReach && <ProblemNotice problem={check.problem} />}
      {shown.permissions.length > 0 && (
        <VerdictList
          level={3}
          title="Permissions in the chosen regions"
          verdicts={shown.permissions}
          stale={old.permissions}
        />
      )}
      {closed.length > 0 && (
        <Disclosure
          summary={`What was found in ${closed.length === 1 ? "the region that" : `the ${closed.length} regions that`} did not pass`}
        >
          <VerdictList
            level={3}
            title="Regions that did not pass"
            verdicts={closed}
            stale={old.reach}
            openFailures={false}
          />
        </Disclosure>
      )}
    </section>
  );
}

function buttonWords(count: number): string {
  if (count === 0) return "Check the permissions in the chosen regions";
  return `Check the permissions in ${count === 1 ? "1 region" : `${count} regions`}`;
}

function namesOf(verdicts: readonly Verdict[]): Set<string> {
  return new Set(verdicts.map(({ id }) => id.replace(/^region:/, "")));
}
