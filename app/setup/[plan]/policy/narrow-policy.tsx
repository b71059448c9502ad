import type { ReactNode } from "react";
import { CheckboxCards, CheckGrid, TextField } from "@/components/forms";
import { Disclosure, ExternalLink } from "@/components/ui";
import { partitionTable } from "@/lib/partitions";
import { type NarrowingChoice, narrowings, serviceNamesOf } from "@/lib/permissions";
import type { PlanDocument } from "@/lib/plan";

type Policy = PlanDocument["policy"];

interface Props {
  start: PlanDocument["start"];
  values: Policy;
  set: (patch: Partial<Policy>) => void;
  errors: ReadonlyMap<string, string>;
}

/** Limits on the vendor's statements, each with its price. All off until somebody chooses one. */
export function NarrowPolicy({ start, values, set, errors }: Props) {
  const { narrowServiceRoles, narrowRegions, narrowTagKey, narrowTagValue } = values;
  const wrong = [...errors.keys()].some((field) => field.startsWith("narrow"));
  const used = narrowServiceRoles || narrowRegions.length > 0 || narrowTagKey !== "" || narrowTagValue !== "";
  const services = serviceNamesOf(start.sets);
  const others = narrowRegions.filter((name) => name !== start.region);
  const controls: Record<NarrowingChoice["id"], ReactNode> = {
    "service-roles":
      services.length === 0 ? (
        <p className="text-sm text-ink-soft">
          No chosen set creates service-linked roles, so there is nothing to narrow.
        </p>
      ) : (
        <CheckboxCards
          name="narrowServiceRoles"
          legend="Service-linked roles"
          values={narrowServiceRoles ? ["yes"] : []}
          onValues={(chosen) => set({ narrowServiceRoles: chosen.length > 0 })}
          options={[{ value: "yes", title: `Only of ${services.join(" and ")}` }]}
        />
      ),
    regions: (
      <CheckGrid
        name="narrowRegions"
        legend="Regions"
        hint="None chosen: every region. The home region is always included, since the checks run there."
        values={narrowRegions}
        error={errors.get("narrowRegions")}
        onValues={(chosen) => set({ narrowRegions: withHome(chosen, start.region) })}
        options={partitionTable[start.partition].regions.map((value) => ({
          value,
          ...(value === start.region && others.length > 0 ? { locked: "home" } : {}),
        }))}
      />
    ),
    tag: (
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          name="narrowTagKey"
          label="Key of the tag"
          hint="For example managed-by. Empty: every key."
          value={narrowTagKey}
          error={errors.get("narrowTagKey")}
          onChange={(event) => set({ narrowTagKey: event.target.value })}
          mono
        />
        <TextField
          name="narrowTagValue"
          label="Value that it must have"
          hint="For example cckm."
          value={narrowTagValue}
          error={errors.get("narrowTagValue")}
          onChange={(event) => set({ narrowTagValue: event.target.value })}
          mono
        />
      </div>
    ),
  };
  return (
    <Disclosure summary="Narrow the policy" open={used || wrong}>
      <p className="max-w-line text-ink-soft">
        The vendor's statements apply to every resource. AWS can restrict the connection further; each limit
        costs CCKM something. Read what it costs before you choose.
      </p>
      {narrowings.map((choice) => (
        <section
          key={choice.id}
          aria-labelledby={`narrow-${choice.id}`}
          className="flex flex-col gap-3 rounded-lg border border-line bg-surface px-4 py-4"
        >
          <div>
            <h3 id={`narrow-${choice.id}`} className="font-semibold">
              {choice.title}
            </h3>
            <p className="max-w-line text-sm text-ink-soft">{choice.what}</p>
          </div>
          {controls[choice.id]}
          <div className="text-sm">
            <p className="font-medium">What CCKM loses</p>
            <ul className="max-w-line list-disc pl-5">
              {choice.loses.map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
            <p className="mt-1">
              <ExternalLink href={choice.source.url}>{choice.source.title}</ExternalLink>
            </p>
          </div>
        </section>
      ))}
    </Disclosure>
  );
}

/** The home region is never left out where other regions are chosen. */
function withHome(chosen: readonly string[], home: string): string[] {
  const others = chosen.some((name) => name !== home);
  return others && home !== "" && !chosen.includes(home) ? [home, ...chosen] : [...chosen];
}
