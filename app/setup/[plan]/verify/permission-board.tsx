"use client";

import { type ReactNode, useState } from "react";
import { Button, Note, Skeleton, VerdictList } from "@/components/ui";
import type { SettledAction, Verdict } from "@/lib/checks";
import { WaysTable } from "./ways-table";

export interface PermissionGroup {
  title: string;
  ids: readonly string[];
  about?: string;
}

interface Props {
  groups: readonly PermissionGroup[];
  settled: readonly SettledAction[];
  /** Verdicts of the run that are no action's: the control. */
  extra: readonly Verdict[];
  running: boolean;
  stale: boolean;
  action: ReactNode;
}

const filters = [
  { id: "all", label: "All", keeps: () => true },
  { id: "failed", label: "Failed", keeps: (v: Verdict) => v.status === "fail" },
  {
    id: "open",
    label: "Failed or unknown",
    keeps: (v: Verdict) => v.status === "fail" || v.status === "unknown",
  },
] as const;

/** One verdict an action, grouped as the policy is; what contradicts itself is said, not averaged. */
export function PermissionBoard({ groups, settled, extra, running, stale, action }: Props) {
  const [filter, setFilter] = useState<FilterId>("all");
  const keeps = filters.find(({ id }) => id === filter)?.keeps ?? (() => true);
  const all = settled.flatMap(({ verdict }) => verdict ?? []);
  const shown = [...all, ...extra].filter(keeps);
  const disagreements = settled.filter((one) => one.disagreement !== undefined);
  const open = running ? settled.length - all.length : 0;
  return (
    <div className="flex flex-col gap-4">
      <VerdictList
        title="Permissions"
        verdicts={shown}
        groups={[
          { title: "How far the answers count", ids: extra.map(({ id }) => id) },
          ...shownOnce(groups),
        ]}
        stale={stale}
        action={
          <div className="flex flex-wrap items-center gap-x-6 gap-y-2">
            <Filter chosen={filter} onChoose={setFilter} />
            {action}
          </div>
        }
      />
      {shown.length === 0 && !running && <p className="text-ink-soft">No permission is in this state.</p>}
      {open > 0 && <Skeleton label="Permissions" shape="rows" count={Math.min(open, 6)} />}
      {disagreements.length > 0 && (
        <Note tone="warn" title="Two ways of checking disagree">
          <ul className="list-disc pl-5">
            {disagreements.map(({ action: name, disagreement }) => (
              <li key={name}>
                <span className="ident">{name}</span>: {disagreement}
              </li>
            ))}
          </ul>
        </Note>
      )}
      {!stale && <WaysTable settled={settled} />}
    </div>
  );
}

type FilterId = (typeof filters)[number]["id"];

function Filter({ chosen, onChoose }: { chosen: FilterId; onChoose: (id: FilterId) => void }) {
  return (
    <fieldset className="flex flex-wrap items-center gap-2">
      <legend className="sr-only">Which permissions to show</legend>
      {filters.map(({ id, label }) => (
        <Button
          key={id}
          size="small"
          variant={chosen === id ? "secondary" : "quiet"}
          aria-pressed={chosen === id}
          onClick={() => onChoose(id)}
        >
          {label}
        </Button>
      ))}
    </fieldset>
  );
}

/** An action that two sets need stands in the first of them. */
function shownOnce(groups: readonly PermissionGroup[]): PermissionGroup[] {
  const placed = new Set<string>();
  return groups.map((group) => {
    const ids = group.ids.filter((id) => !placed.has(id));
    for (const id of ids) placed.add(id);
    return { ...group, ids };
  });
}
