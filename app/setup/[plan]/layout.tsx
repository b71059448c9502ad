import type { ReactNode } from "react";
import { type StepState, stateOf, stepHref, stepStateWords, stepsFor } from "@/app/setup/steps";
import { PlanFrame, type RailState, ServerAway, TopBar } from "@/components/frame";
import { LinkButton } from "@/components/ui";
import { requirePlan } from "@/lib/server";
import { SaveStateProvider } from "./save-state";

const railStates: Record<StepState, RailState> = {
  completed: "done",
  "in-progress": "doing",
  "not-started": "todo",
  problem: "problem",
  stale: "stale",
};

export default async function PlanLayout({
  children,
  params,
}: {
  children: ReactNode;
  params: Promise<{ plan: string }>;
}) {
  const { plan, results } = await requirePlan((await params).plan);
  const view = { plan, results };
  return (
    <SaveStateProvider savedAt={plan.updatedAt}>
      <ServerAway />
      <PlanFrame
        top={
          <TopBar plan={{ name: plan.document.start.connectionName || "Unnamed plan", world: plan.world }} />
        }
        steps={stepsFor(plan).map((step) => {
          const state = stateOf(step, view);
          return {
            slug: step.slug,
            href: stepHref(plan.id, step.slug),
            title: step.title,
            state: railStates[state],
            words: stepStateWords[state],
          };
        })}
        underRail={
          <LinkButton href={`/setup/${plan.id}/people`} variant="quiet" size="small">
            Work on it together
          </LinkButton>
        }
      >
        {children}
      </PlanFrame>
    </SaveStateProvider>
  );
}
