import { ChevronRight } from "lucide-react";
import { classes } from "@/components/ui/classes";
import { Ident, Mono } from "@/components/ui/ident";
import type { Verdict } from "@/lib/verdict";
import { type PermissionState, PermissionWord } from "./permission-cell";
import { StatusWord } from "./status";
import { VerdictDetails } from "./verdict-details";

export interface MatrixColumn {
  id: string;
  title: string;
  /** One short fact under the title: how long it took. */
  fact?: string | undefined;
}

/** Cells stand in columns where there is room for them; else under the permission's name. */
const widths = [
  { columns: "hidden @sm:table-cell px-4 w-36", under: "@sm:hidden" },
  { columns: "hidden @lg:table-cell px-4 w-36", under: "@lg:hidden" },
  { columns: "hidden @xl:table-cell px-2 w-28", under: "@xl:hidden" },
] as const;
const widthOf = (columns: readonly MatrixColumn[]) =>
  widths[Math.min(Math.max(columns.length, 1), widths.length) - 1] ?? widths[0];

/** The classes of a cell in its column. */
export const inColumns = (columns: readonly MatrixColumn[]): string => widthOf(columns).columns;

export interface PermissionRowData {
  /** The action. */
  id: string;
  /** By column. */
  cells: Readonly<Record<string, PermissionState>>;
  /** The column whose answer counts. */
  counts?: string | undefined;
  /** What it comes to. */
  state: PermissionState;
  /** What was found, where it needs the reader: one line under the name. */
  found?: string | undefined;
  /** The columns that contradict the one that counts. */
  against: readonly string[];
  /** The verdicts behind the row, the one that counts first. */
  verdicts: readonly { column: string; verdict: Verdict }[];
}

interface Props {
  row: PermissionRowData;
  columns: readonly MatrixColumn[];
  stale: boolean;
  open: boolean;
  onToggle: () => void;
}

/** The anchor of a permission's row. */
export const permissionAnchor = (id: string): string => `permission-${id.replace(":", "-")}`;

/** One permission: its cells in a row, and behind it each verdict with all that it rests on. */
export function PermissionRow({ row, columns, stale, open, onToggle }: Props) {
  const several = columns.length > 1;
  const opens = row.verdicts.length > 0;
  const shown = open && opens;
  const details = `${permissionAnchor(row.id)}-details`;
  const word = (column: string) => {
    const state = row.cells[column] ?? "not-asked";
    const counts = row.counts === column;
    const contradicts = row.against.includes(column);
    return (
      <>
        <PermissionWord
          state={state}
          beside={row.counts !== undefined && !counts && !contradicts}
          stale={stale}
        />
        {several && counts && <span className="sr-only"> (counts)</span>}
      </>
    );
  };
  return (
    <>
      <tr
        id={permissionAnchor(row.id)}
        data-status={row.state}
        className={classes(
          "scroll-mt-4 border-t border-line align-top",
          row.state === "fail" && !stale && "shadow-[inset_3px_0_0] shadow-fail",
        )}
      >
        <th scope="row" className="px-4 py-1.5 font-normal">
          {opens ? (
            <button
              type="button"
              aria-expanded={shown}
              aria-controls={shown ? details : undefined}
              onClick={onToggle}
              className="flex min-h-7 w-full items-center gap-2 rounded-sm text-left hover:text-accent"
            >
              <ChevronRight
                aria-hidden
                className={classes(
                  "no-print size-4 shrink-0 text-ink-soft transition-transform",
                  shown && "rotate-90",
                )}
              />
              <Mono text={row.id} />
            </button>
          ) : (
            <span className="flex min-h-7 items-center pl-6">
              <Mono text={row.id} />
            </span>
          )}
          <span className={classes("flex flex-col pb-1 pl-6", widthOf(columns).under)}>
            {columns.map(({ id, title }) => (
              <span key={id} className="flex flex-wrap items-center gap-x-2 py-0.5 text-sm">
                {several && <span className="min-w-20 text-ink-soft">{title}</span>}
                {word(id)}
              </span>
            ))}
          </span>
          {row.against.length > 0 && (
            <span className="block pb-1 pl-6 text-sm">
              <StatusWord status="warn" words="They disagree" />
            </span>
          )}
          {row.found !== undefined && !shown && (
            <span className="line-clamp-2 pb-1 pl-6 text-sm wrap-anywhere text-ink-soft">
              <Ident text={row.found} />
            </span>
          )}
        </th>
        {columns.map(({ id }) => (
          <td key={id} className={`py-2 ${inColumns(columns)}`}>
            {word(id)}
          </td>
        ))}
      </tr>
      {shown && (
        <tr id={details}>
          <td colSpan={columns.length + 1} className="px-4 pb-5 sm:pl-10">
            <div className="flex flex-col gap-5">
              {row.verdicts.map(({ column, verdict }, index) => (
                <div key={column} className="flex flex-col gap-2">
                  {row.verdicts.length > 1 && (
                    <p className="flex flex-wrap items-center gap-x-3 text-sm">
                      <span className="font-medium">
                        {columns.find(({ id }) => id === column)?.title ?? column}
                      </span>
                      <PermissionWord state={row.cells[column] ?? verdict.status} stale={stale} />
                      {index === 0 && <span className="text-ink-soft">this one counts</span>}
                    </p>
                  )}
                  <VerdictDetails
                    verdict={verdict}
                    stale={stale}
                    less={index > 0 && !addsRemedy(row, verdict)}
                  />
                </div>
              ))}
            </div>
          </td>
        </tr>
      )}
    </>
  );
}

/** A second verdict says what to do only where it is the one that failed. */
function addsRemedy(row: PermissionRowData, verdict: Verdict): boolean {
  return verdict.status === "fail" && row.state !== "fail";
}
