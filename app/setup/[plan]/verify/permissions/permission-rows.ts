import type { PermissionRowData, PermissionState } from "@/components/verdicts";
import {
  actionState,
  layerDenying,
  type PolicyLayerName,
  type SettledAction,
  type Way,
  ways,
} from "@/lib/checks";
import { given } from "@/lib/given";

/** Each way's actions that were asked for and not answered yet. */
export type Asking = { [way in Way]?: ReadonlySet<string> | undefined };

export interface PermissionGroup {
  title: string;
  ids: readonly string[];
  about?: string | undefined;
}

/** The ways that have said something, or are being asked. */
export function usedWays(settled: readonly SettledAction[], asking: Asking): Way[] {
  return ways.filter(
    (way) => (asking[way]?.size ?? 0) > 0 || settled.some(({ all }) => all[way] !== undefined),
  );
}

/** A permission as its row shows it. */
export function permissionRow(one: SettledAction, used: readonly Way[], asking: Asking): PermissionRowData {
  const { action, all, way, verdict, against } = one;
  const cell = (id: Way): PermissionState =>
    asking[id]?.has(action) ? "asked" : (actionState({ way: id, verdict: all[id] }) ?? "not-asked");
  // An answer that is still to come may outweigh those that are there.
  const open = used.some(
    (id) =>
      cell(id) === "asked" &&
      (way === undefined || verdict?.status === "unknown" || ways.indexOf(id) <= ways.indexOf(way)),
  );
  const state: PermissionState = open ? "asked" : (actionState(one) ?? "not-asked");
  const told = used.flatMap((id) => {
    const said = all[id];
    return said === undefined || cell(id) === "asked" ? [] : [{ column: id, verdict: said }];
  });
  return {
    id: action,
    cells: Object.fromEntries(used.map((id) => [id, cell(id)])),
    ...(way === undefined || open ? {} : { counts: way }),
    state,
    ...(verdict !== undefined && (state === "fail" || state === "unknown")
      ? { found: verdict.evidence.found }
      : {}),
    against,
    verdicts: [
      ...told.filter(({ column }) => column === way),
      ...told.filter(({ column }) => column !== way),
    ],
  };
}

/** An action that two sets need stands in the first of them. */
export function shownOnce(groups: readonly PermissionGroup[]): PermissionGroup[] {
  const placed = new Set<string>();
  return groups.map((group) => {
    const ids = group.ids.filter((id) => !placed.has(id));
    for (const id of ids) placed.add(id);
    return { ...group, ids };
  });
}

export interface DisagreementGroup {
  counts: Way;
  against: Way;
  /** What the way that counts says. */
  allowed: boolean;
  /** The kind of policy that denies, where the denial names it. */
  deniedBy?: PolicyLayerName | undefined;
  actions: string[];
}

/** What contradicts what, once for all the actions that it is so for. */
export function disagreements(settled: readonly SettledAction[]): DisagreementGroup[] {
  const groups: DisagreementGroup[] = [];
  for (const { action, way, against, verdict, all } of settled) {
    if (way === undefined) continue;
    for (const other of against) {
      const allowed = verdict?.status === "pass";
      const deniedBy = layerDenying(all, way, other);
      const known = groups.find(
        (group) =>
          group.counts === way &&
          group.against === other &&
          group.allowed === allowed &&
          group.deniedBy === deniedBy,
      );
      if (known) known.actions.push(action);
      else
        groups.push({
          counts: way,
          against: other,
          allowed,
          ...given({ deniedBy }),
          actions: [action],
        });
    }
  }
  return groups;
}
