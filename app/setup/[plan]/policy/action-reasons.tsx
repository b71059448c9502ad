import { Disclosure, Mono } from "@/components/ui";
import {
  type PermissionSet,
  permissionSets,
  reasonsFor,
  setIdsInForce,
  setsInForce,
} from "@/lib/permissions";

/** Every action of the chosen sets with its reason, set by set. */
export function ActionReasons({ sets }: { sets: readonly string[] }) {
  const inForce = setsInForce(sets);
  return (
    <section className="flex flex-col gap-3" aria-labelledby="reasons">
      <h2 id="reasons" className="text-lg font-semibold">
        Why each action is needed
      </h2>
      <p className="max-w-line text-ink-soft">
        The list comes from the vendor: {permissionSets[0].source}. We wrote the reasons. An action that two
        sets need is listed in the first of them.
      </p>
      {inForce.map((set) => (
        <Disclosure
          key={set.id}
          open={set.actions.length < 10}
          summary={
            <span>
              {set.title}
              <span className="font-normal text-ink-soft">
                {" "}
                {set.actions.length === 1 ? "1 action" : `${set.actions.length} actions`}
                {set.onVendorPage ? "" : ", not on the vendor's page"}
              </span>
            </span>
          }
        >
          <Reasons set={set} earlier={earlierSets(inForce, set)} sets={setIdsInForce(sets)} />
        </Disclosure>
      ))}
    </section>
  );
}

function earlierSets(all: readonly PermissionSet[], set: PermissionSet): readonly PermissionSet[] {
  return all.slice(0, all.indexOf(set));
}

function Reasons({
  set,
  earlier,
  sets,
}: {
  set: PermissionSet;
  earlier: readonly PermissionSet[];
  sets: readonly string[];
}) {
  return (
    <>
      <dl className="flex flex-col">
        {set.actions.map(({ action, why }) => {
          const holder = reasonsFor(action, sets).find((reason) => earlier.includes(reason.set));
          return (
            <div
              key={action}
              className="grid grid-cols-1 gap-x-6 border-t border-line py-1.5 first:border-0 md:grid-cols-[18rem_1fr]"
            >
              <dt className="min-w-0 text-sm">
                <Mono text={action} />
              </dt>
              <dd className="max-w-line text-sm text-ink-soft">
                {why}
                {holder !== undefined && ` Already listed in “${holder.set.title}”.`}
              </dd>
            </div>
          );
        })}
      </dl>
      {!set.onVendorPage && <p className="text-sm text-ink-soft">{set.source}.</p>}
    </>
  );
}
