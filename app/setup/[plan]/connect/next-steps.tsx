import { Note } from "@/components/ui";
import type { NextStep } from "@/lib/exports";

/** What follows in CipherTrust once the connection is there. */
export function NextSteps({ steps, migrating }: { steps: readonly NextStep[]; migrating: boolean }) {
  return (
    <section className="flex max-w-read flex-col gap-4" aria-labelledby="next-steps">
      <h2 id="next-steps" className="text-lg font-semibold">
        What comes next
      </h2>
      {migrating && (
        <Note title="We chose this migration order">
          We found no vendor page that describes the migration. The steps follow from what CipherTrust's API
          allows to be changed; try them with one KMS account first.
        </Note>
      )}
      <ol className="flex list-decimal flex-col gap-4 pl-6 marker:text-ink-soft">
        {steps.map(({ title, text, path, ours }) => (
          <li key={title}>
            <div className="flex flex-col gap-1 pl-1">
              <p className="font-medium">
                {title}
                {ours === true && <span className="font-normal text-ink-soft"> (our advice)</span>}
              </p>
              <p className="max-w-line text-ink-soft">{text}</p>
              {path !== undefined && <p className="text-sm">{path.join(" > ")}</p>}
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
