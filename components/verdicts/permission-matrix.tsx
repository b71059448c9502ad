"use client";

import { useState } from "react";
import type { PermissionState } from "./permission-cell";
import { inColumns, type MatrixColumn, PermissionRow, type PermissionRowData } from "./permission-row";

export interface PermissionMatrixProps {
  /** What the table is, for those who do not see it. */
  caption: string;
  /** The ways that are in use. */
  columns: readonly MatrixColumn[];
  groups: readonly {
    title: string;
    about?: string | undefined;
    rows: readonly PermissionRowData[];
    /** Of the whole group, whatever a filter leaves of its rows. */
    states: readonly PermissionState[];
  }[];
  /** The answers changed after the check. */
  stale?: boolean | undefined;
}

/** Action × way: what each way of checking has said of each permission, and behind each row all that it rests on. */
export function PermissionMatrix(props: PermissionMatrixProps) {
  const { caption, columns, groups, stale = false } = props;
  const [open, setOpen] = useState<readonly string[]>([]);
  const toggle = (id: string) =>
    setOpen(open.includes(id) ? open.filter((other) => other !== id) : [...open, id]);
  return (
    <div className="@container overflow-hidden rounded-lg border border-line bg-surface">
      <table className="w-full border-collapse text-left">
        <caption className="sr-only">{caption}</caption>
        <thead className="text-sm">
          <tr className="border-b border-line-strong align-bottom">
            <th scope="col" className="px-4 py-2 font-medium">
              Permission
            </th>
            {columns.map(({ id, title, fact }) => (
              <th key={id} scope="col" className={`py-2 font-medium ${inColumns(columns)}`}>
                {title}
                {fact !== undefined && <span className="block font-normal text-ink-soft">{fact}</span>}
              </th>
            ))}
          </tr>
        </thead>
        {groups
          .filter(({ rows }) => rows.length > 0)
          .map((group) => (
            <tbody key={group.title} className="border-t border-line-strong first-of-type:border-t-0">
              <tr className="bg-sunken">
                <th scope="rowgroup" colSpan={columns.length + 1} className="px-4 py-2 font-normal">
                  <span className="flex flex-wrap items-baseline justify-between gap-x-6">
                    <span className="font-medium">{group.title}</span>
                    <span className="text-sm text-ink-soft">{allowedOf(group.states)}</span>
                  </span>
                  {group.about !== undefined && (
                    <span className="block max-w-line text-sm text-ink-soft">{group.about}</span>
                  )}
                </th>
              </tr>
              {group.rows.map((row) => (
                <PermissionRow
                  key={row.id}
                  row={row}
                  columns={columns}
                  stale={stale}
                  open={open.includes(row.id)}
                  onToggle={() => toggle(row.id)}
                />
              ))}
            </tbody>
          ))}
      </table>
    </div>
  );
}

function allowedOf(states: readonly PermissionState[]): string {
  const allowed = states.filter((state) => state === "pass" || state === "warn").length;
  const onPaper = states.filter((state) => state === "on-paper").length;
  const paper = onPaper > 0 ? `${onPaper} of ${states.length} allowed on paper` : "";
  if (allowed === 0 && paper !== "") return paper;
  return `${allowed} of ${states.length} allowed${paper === "" ? "" : `, ${onPaper} on paper`}`;
}
