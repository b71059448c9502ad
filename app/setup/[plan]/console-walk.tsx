import { CodeCard, ExternalLink, Note } from "@/components/ui";
import type { WalkStep } from "@/lib/exports";
import type { World } from "@/lib/plan";

/** The way through the AWS console, step by step, with what to copy where. */
export function ConsoleWalk({ steps, world }: { steps: readonly WalkStep[]; world: World }) {
  return (
    <div className="flex flex-col gap-4">
      {world === "sandbox" && (
        <Note tone="sandbox" title="The pretend AWS has no console">
          This is how it works with a real account: the links lead to the real console, which does not know
          this rehearsal's account. In a rehearsal, a button in the step “Create the identity” does it.
        </Note>
      )}
      <ol className="flex list-decimal flex-col gap-5 pl-6 marker:text-ink-soft">
        {steps.map((step) => (
          <li key={step.text}>
            <div className="flex flex-col gap-2 pl-1">
              <p className="max-w-line">{step.text}</p>
              {step.link !== undefined && (
                <p>
                  <ExternalLink href={step.link.url}>{step.link.title}</ExternalLink>
                </p>
              )}
              {step.copy !== undefined && (
                <CodeCard
                  plain
                  code={step.copy.value.trimEnd()}
                  language="text"
                  copyLabel={`Copy: ${step.copy.label}`}
                  foldAfter={8}
                />
              )}
            </div>
          </li>
        ))}
      </ol>
    </div>
  );
}
