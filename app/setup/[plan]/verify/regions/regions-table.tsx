import { Mono } from "@/components/ui";
import { type AccountRegion, isSwitchedOn, regionVerdictId } from "@/lib/checks";
import type { Verdict, VerdictStatus } from "@/lib/verdict";
import { RegionStatus } from "./region-status";

interface Props {
  regions: readonly AccountRegion[];
  home: string;
  /** The regions that the plan limits its policy to; empty: it is open to all. */
  planned: readonly string[];
  reach: readonly Verdict[];
  permissions: readonly Verdict[];
  /** What rests on other answers than the plan has now. */
  old: { reach: boolean; permissions: boolean };
  /** What a cell says that has no verdict yet: a check is under way, or nobody has asked. */
  pending: { reach: boolean; permissions: string | undefined };
  chosen: ReadonlySet<string>;
  onChoose: (region: string, on: boolean) => void;
  onLeaveOut: (region: string) => void;
}

const optInWords: Record<AccountRegion["optIn"], string> = {
  "opt-in-not-required": "On by default",
  "opted-in": "Switched on",
  "not-opted-in": "Not switched on",
  unknown: "AWS did not say whether it is switched on",
};

const reachWords: Partial<Record<VerdictStatus, string>> = {
  pass: "Reached",
  fail: "Denied",
  warn: "Reached",
};

/** The account's regions: what each is to the account, whether KMS can be reached there, and what was checked there. */
export function RegionsTable({ regions, reach, permissions, old, pending, ...choice }: Props) {
  return (
    <section
      aria-label="The account’s regions"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      className="max-h-[27rem] overflow-auto rounded-lg border border-line bg-surface print:max-h-none"
    >
      <table className="w-full border-collapse text-left text-sm">
        <caption className="sr-only">
          {regions.length} regions, whether KMS can be reached in each, and the permissions in the chosen ones
        </caption>
        <thead className="sticky top-0 bg-surface shadow-[0_1px_0_var(--color-line-strong)]">
          <tr className="align-bottom">
            <th scope="col" className="py-2 pr-2 pl-3 font-medium sm:px-3">
              Region
            </th>
            <th scope="col" className="hidden px-3 py-2 font-medium sm:table-cell">
              In the account
            </th>
            <th scope="col" className="px-2 py-2 font-medium sm:px-3">
              KMS
            </th>
            <th scope="col" className="py-2 pr-3 pl-2 font-medium sm:px-3">
              Permissions
            </th>
          </tr>
        </thead>
        <tbody>
          {regions.map((region) => {
            const { name } = region;
            const id = regionVerdictId(name);
            const reached = reach.find((verdict) => verdict.id === id);
            const checked = permissions.find((verdict) => verdict.id === id);
            return (
              <tr key={name} className="border-t border-line align-top first:border-t-0">
                <th scope="row" className="py-1.5 pr-2 pl-3 font-normal sm:px-3">
                  <RegionName region={region} {...choice} />
                </th>
                <td className="hidden px-3 py-1.5 text-ink-soft sm:table-cell">
                  {stateWords(region, choice)}
                </td>
                <td className="px-2 py-1.5 sm:px-3">
                  <RegionStatus
                    verdict={reached}
                    stale={old.reach}
                    words={reachWords}
                    otherwise={pending.reach ? "Asking…" : "Not asked"}
                  />
                </td>
                <td className="py-1.5 pr-3 pl-2 sm:px-3">
                  {name === choice.home ? (
                    <span className="text-ink-soft">See Permissions</span>
                  ) : (
                    <span className="flex flex-wrap items-baseline gap-x-3">
                      <RegionStatus
                        verdict={pending.permissions === name ? undefined : checked}
                        stale={old.permissions}
                        words={{}}
                        otherwise={pending.permissions === name ? "Checking…" : "Not checked"}
                      />
                      {checked !== undefined && pending.permissions === undefined && (
                        <button
                          type="button"
                          className="min-h-6 cursor-pointer text-accent underline underline-offset-4"
                          aria-label={`Leave out ${name}`}
                          onClick={() => choice.onLeaveOut(name)}
                        >
                          Leave out
                        </button>
                      )}
                    </span>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

type Choice = Pick<Props, "home" | "planned" | "chosen" | "onChoose">;

/** The box to choose a region by: for those that are switched on, and not for the home region, which is checked anyway. */
function RegionName({ region, ...choice }: { region: AccountRegion } & Choice) {
  const { name } = region;
  const words = (
    <span className="flex min-w-0 flex-col">
      <span className="whitespace-nowrap">
        <Mono text={name} />
      </span>
      <span className="text-ink-soft sm:hidden">{stateWords(region, choice)}</span>
    </span>
  );
  if (name === choice.home || !isSwitchedOn(region))
    return <span className="flex gap-2.5 pl-[1.625rem]">{words}</span>;
  return (
    <label className="flex items-start gap-2.5" htmlFor={boxId(name)}>
      <input
        id={boxId(name)}
        type="checkbox"
        className="mt-0.5 size-4 shrink-0"
        checked={choice.chosen.has(name)}
        onChange={(event) => choice.onChoose(name, event.currentTarget.checked)}
      />
      {words}
    </label>
  );
}

function stateWords(
  { name, optIn }: AccountRegion,
  { home, planned }: Pick<Props, "home" | "planned">,
): string {
  const state = optInWords[optIn];
  if (name === home) return `Home region, ${state.toLowerCase()}`;
  return planned.length > 0 && !planned.includes(name) ? `${state}, not in the policy` : state;
}

/** Id of the box of a region, which takes the focus when the region is left out. */
export function boxId(region: string): string {
  return `choose-${region}`;
}
