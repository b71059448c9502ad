import { Disclosure, Ident, StatusWord } from "@/components/ui";
import { type SettledAction, ways, wayTitles } from "@/lib/checks";

/** What each way of checking said of each action: shown as soon as two ways have said something. */
export function WaysTable({ settled }: { settled: readonly SettledAction[] }) {
  const used = ways.filter((way) => settled.some(({ all }) => all[way] !== undefined));
  const rows = settled.filter(({ all }) => used.filter((way) => all[way] !== undefined).length > 1);
  if (rows.length === 0) return null;
  return (
    <Disclosure summary="What each way of checking said">
      <p className="max-w-line">
        The leftmost way that came to an answer counts; where two contradict each other, the row says so.
      </p>
      <section
        aria-label="Each way of checking, by permission"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        tabIndex={0}
        className="overflow-x-auto rounded-lg border border-line bg-surface"
      >
        <table className="w-full border-collapse text-left text-sm">
          <caption className="sr-only">
            The status of {rows.length} permissions by each way of checking
          </caption>
          <thead>
            <tr className="border-b border-line-strong align-bottom">
              <th scope="col" className="px-4 py-2 font-medium">
                Permission
              </th>
              {used.map((way) => (
                <th key={way} scope="col" className="min-w-32 px-4 py-2 font-medium">
                  {wayTitles[way]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ action, all, disagreement }) => (
              <tr key={action} className="border-t border-line align-top first:border-t-0">
                <th scope="row" className="min-w-60 px-4 py-2 font-normal">
                  <Ident text={action} />
                  {disagreement !== undefined && (
                    <span className="block">
                      <StatusWord status="warn" words="They disagree" />
                    </span>
                  )}
                </th>
                {used.map((way) => {
                  const verdict = all[way];
                  return (
                    <td key={way} className="px-4 py-2">
                      {verdict === undefined ? (
                        <span className="text-ink-soft">Not asked</span>
                      ) : (
                        <StatusWord status={verdict.status} />
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Disclosure>
  );
}
