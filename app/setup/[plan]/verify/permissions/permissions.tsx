"use client";

import type { ReactNode } from "react";
import { Button, EmptyState } from "@/components/ui";
import { VerdictList } from "@/components/verdicts";
import { CONTROL_ID, openActions, type SettledAction, type Way, ways } from "@/lib/checks";
import type { Verdict } from "@/lib/verdict";
import { HOW_TO_CHECK } from "../ways/how-to-check";
import { secondsWords, type WayReports } from "../ways/report-words";
import { PermissionBoard } from "./permission-board";
import type { Asking, PermissionGroup } from "./permission-rows";

interface Props {
  groups: readonly PermissionGroup[];
  settled: readonly SettledAction[];
  asking: Asking;
  reports: WayReports;
  /** Verdicts of the run that are no action's: the control. */
  extra: readonly Verdict[];
  probed: readonly Verdict[];
  /** A check was begun, though it may have been stopped before its first answer. */
  begun: boolean;
  running: boolean;
  stale: boolean;
  /** What mends that which failed. */
  mending: ReactNode;
  /** Sends the probes again: all of them, or the named ones. */
  onCheck: (only?: readonly string[]) => void;
  onWay: (way: Way) => void;
}

/** What came of all the ways together: how far the answers count, and the board. */
export function Permissions(props: Props) {
  const { groups, settled, asking, reports, extra, probed, running, stale, onCheck } = props;
  const anything = settled.some(({ verdict }) => verdict !== undefined);
  if (!anything && !running)
    return (
      <EmptyState title="Nothing has been checked yet">
        The check signs in as CCKM would, lists the regions, and checks each of the {settled.length}{" "}
        permissions. It takes a few seconds and changes nothing in the account.
      </EmptyState>
    );
  const open = openActions(probed);
  const facts: Partial<Record<Way, string>> = {};
  for (const way of ways) {
    const tookMs = reports[way]?.tookMs;
    if (tookMs !== undefined && !running) facts[way] = secondsWords(tookMs);
  }
  return (
    <>
      {extra.length > 0 && (
        <VerdictList
          title="What the answers cover"
          verdicts={extra}
          stale={stale}
          action={
            !running &&
            !stale &&
            extra.some(({ id }) => id === CONTROL_ID) && <OtherWays onWay={props.onWay} />
          }
        />
      )}
      <PermissionBoard
        groups={groups}
        settled={settled}
        asking={asking}
        facts={facts}
        stale={stale}
        mending={props.mending}
        about={timeWords(reports, running)}
        action={
          !running &&
          props.begun && (
            <div className="flex flex-wrap gap-2">
              {open.length > 0 && (
                <Button size="small" onClick={() => onCheck(open)}>
                  Check the {open.length} open again
                </Button>
              )}
              <Button size="small" onClick={() => onCheck()}>
                Check all again
              </Button>
            </div>
          )
        }
      />
    </>
  );
}

/** What settles the actions that the probes leave open. */
function OtherWays({ onWay }: { onWay: (way: Way) => void }) {
  const go = (way: Way) => {
    onWay(way);
    document.getElementById(HOW_TO_CHECK)?.focus();
  };
  return (
    <div className="flex flex-wrap gap-2">
      <Button size="small" onClick={() => go("simulated")}>
        Ask the policy simulator
      </Button>
      <Button size="small" onClick={() => go("read")}>
        Read the policies
      </Button>
    </div>
  );
}

function timeWords({ probe }: WayReports, running: boolean): string {
  if (running || probe?.tookMs === undefined) return "";
  const first = probe.firstMs === undefined ? "" : `, the first after ${secondsWords(probe.firstMs)}`;
  return `The last ${probe.asked ?? ""} probes took ${secondsWords(probe.tookMs)}${first}.`;
}
