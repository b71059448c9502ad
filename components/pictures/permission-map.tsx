import { classes } from "@/components/ui/classes";
import {
  PermissionCell,
  type PermissionState,
  permissionCountWords,
} from "@/components/verdicts/permission-cell";

export interface PermissionMapProps {
  /** In the order of the policy; a cell for each permission. */
  groups: readonly { title: string; cells: readonly { id: string; state: PermissionState }[] }[];
  /** The answers changed after the check. */
  stale?: boolean | undefined;
}

/**
 * The permissions at a glance: a row for each set, a cell for each action, filling as answers arrive. Each row is a
 * picture, with its text twin beside it.
 */
export function PermissionMap({ groups, stale = false }: PermissionMapProps) {
  return (
    <figure aria-label="Map of the permissions" className="@container">
      <ul className="flex flex-col divide-y divide-line rounded-lg border border-line bg-surface px-4">
        {groups.map(({ title, cells }) => {
          const states = cells.map(({ state }) => state);
          const denied = !stale && states.includes("fail");
          return (
            <li
              key={title}
              className="grid items-center gap-x-6 gap-y-2 py-3 @2xl:grid-cols-[11rem_minmax(0,1fr)_14rem]"
            >
              <p className="text-sm font-medium">{title}</p>
              <div
                role="img"
                aria-label={`${title}: a cell for each of ${cells.length}`}
                className="row-start-3 flex flex-wrap gap-1 @2xl:row-start-auto"
              >
                {cells.map((cell) => (
                  <PermissionCell key={cell.id} {...cell} stale={stale} />
                ))}
              </div>
              <p className={classes("text-sm @2xl:text-right", denied ? "text-fail" : "text-ink-soft")}>
                <span className="sr-only">{title}: </span>
                {permissionCountWords(states)}
                {stale && " before the answers changed"}
              </p>
            </li>
          );
        })}
      </ul>
    </figure>
  );
}
