"use client";

import { type ReactNode, useState } from "react";
import { PermissionMap } from "@/components/pictures";
import { Button } from "@/components/ui";
import {
  PermissionMatrix,
  type PermissionState,
  permissionAnchor,
  permissionCountWords,
} from "@/components/verdicts";
import { type SettledAction, type Way, wayOf } from "@/lib/checks";
import { DisagreementNote } from "./disagreement-note";
import {
  type Asking,
  disagreements,
  type PermissionGroup,
  permissionRow,
  shownOnce,
  usedWays,
} from "./permission-rows";

interface Props {
  groups: readonly PermissionGroup[];
  settled: readonly SettledAction[];
  asking: Asking;
  /** One short fact on a way, under its column's title: how long it took. */
  facts: Partial<Record<Way, string>>;
  stale: boolean;
  /** How the answers were come by, and how long it took. */
  about: ReactNode;
  action: ReactNode;
  /** What mends that which failed. */
  mending: ReactNode;
}

const filters = [
  { id: "all", label: "All", keeps: () => true },
  { id: "failed", label: "Failed", keeps: (state: PermissionState) => state === "fail" },
  {
    id: "open",
    label: "Failed or unknown",
    keeps: (state: PermissionState) => state === "fail" || state === "unknown",
  },
] as const;
type FilterId = (typeof filters)[number]["id"];

const MOST_NAMED = 8;

/** All permissions: the picture, what failed by name, and the matrix of action × way. */
export function PermissionBoard(props: Props) {
  const { groups, settled, asking, facts, stale, about, action, mending } = props;
  const [filter, setFilter] = useState<FilterId>("all");
  const keeps = filters.find(({ id }) => id === filter)?.keeps ?? (() => true);
  const used = usedWays(settled, asking);
  const byAction = new Map(settled.map((one) => [one.action, permissionRow(one, used, asking)]));
  const sets = shownOnce(groups).map((group) => ({
    ...group,
    rows: group.ids.flatMap((id) => byAction.get(id) ?? []),
  }));
  const rows = sets.flatMap((set) => set.rows);
  const states = rows.map(({ state }) => state);
  const failed = rows.filter(({ state }) => state === "fail").map(({ id }) => id);
  return (
    <section aria-labelledby="permissions" className="flex flex-col gap-4">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-2">
        <h2 id="permissions" className="text-lg font-semibold">
          Permissions
        </h2>
        {action}
      </div>
      <p>
        <strong className="font-medium">
          {rows.length} permissions: {permissionCountWords(states)}.
        </strong>{" "}
        {about}
      </p>
      <PermissionMap groups={sets.map((set) => ({ title: set.title, cells: set.rows }))} stale={stale} />
      {failed.length > 0 && !stale && <Failed ids={failed} onAll={() => setFilter("failed")} />}
      {!stale && mending}
      {!stale && <DisagreementNote groups={disagreements(settled)} />}
      <Filter chosen={filter} onChoose={setFilter} states={states} />
      {rows.some(({ state }) => keeps(state)) ? (
        <PermissionMatrix
          caption="What each way of checking says about each permission"
          columns={used.map((way) => ({ id: way, title: wayOf(way).column, fact: facts[way] }))}
          groups={sets.map((set) => ({
            title: set.title,
            about: set.about,
            rows: set.rows.filter(({ state }) => keeps(state)),
            states: set.rows.map(({ state }) => state),
          }))}
          stale={stale}
        />
      ) : (
        <p className="text-ink-soft">No permission is in this state.</p>
      )}
      {used.length > 1 && (
        <p className="max-w-line text-sm text-ink-soft">
          The answer in bold counts: the one from the leftmost way that has an answer. The others are shown
          beside it.
        </p>
      )}
    </section>
  );
}

function Failed({ ids, onAll }: { ids: readonly string[]; onAll: () => void }) {
  return (
    <p className="max-w-line">
      <span className="font-medium text-fail">Denied: </span>
      {ids.slice(0, MOST_NAMED).map((id, index) => (
        <span key={id}>
          {index > 0 && ", "}
          <a href={`#${permissionAnchor(id)}`} className="link ident">
            {id}
          </a>
        </span>
      ))}
      {ids.length > MOST_NAMED && (
        <>
          {" and "}
          <Button size="small" variant="quiet" onClick={onAll}>
            {ids.length - MOST_NAMED} more
          </Button>
        </>
      )}
    </p>
  );
}

interface FilterProps {
  chosen: FilterId;
  onChoose: (id: FilterId) => void;
  states: readonly PermissionState[];
}

function Filter({ chosen, onChoose, states }: FilterProps) {
  return (
    <fieldset className="flex flex-wrap items-center gap-2">
      <legend className="sr-only">Which permissions to show</legend>
      {filters.map(({ id, label, keeps }) => (
        <Button
          key={id}
          size="small"
          variant={chosen === id ? "secondary" : "quiet"}
          aria-pressed={chosen === id}
          onClick={() => onChoose(id)}
        >
          {label}
          <span aria-hidden className="font-normal text-ink-soft">
            {states.filter(keeps).length}
          </span>
        </Button>
      ))}
    </fieldset>
  );
}
