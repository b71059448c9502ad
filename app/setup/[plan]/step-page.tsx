import type { Metadata } from "next";
import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { firstOpen, placeOf, type StepPlace, stateOf, stepHref } from "@/app/setup/steps";
import { StepFrame } from "@/components/frame";
import { AtHand, Note, PageTitle, StepHeading } from "@/components/ui";
import { ResultLine } from "@/components/verdicts";
import type { Plan } from "@/lib/plan";
import { requirePlan } from "@/lib/server";
import { marksOf } from "@/lib/store";
import { MarksProvider } from "./together/marks";
import { PlanWatch } from "./together/plan-watch";
import { versionOf } from "./version/version-of";

export interface StepPageProps {
  params: Promise<{ plan: string }>;
}

/** The title of a step's page: progress first, so that it is read first. */
export function stepMetadata(slug: string): (props: StepPageProps) => Promise<Metadata> {
  return async ({ params }) => {
    const { plan } = await requirePlan((await params).plan);
    const place = placeOf(slug, plan);
    if (place === undefined) return {};
    return { title: { absolute: titleOf(place, plan) } };
  };
}

function titleOf({ number, of, step }: StepPlace, plan: Plan): string {
  const name = plan.document.start.connectionName || "Unnamed plan";
  return `Step ${number} of ${of}: ${step.heading} – ${name} · AWS Connection Wizard`;
}

/** The room around what a step shows: its heading, its question, what is at hand, and whether it is out of date. */
export async function StepPage({
  planId,
  slug,
  children,
}: {
  planId: string;
  slug: string;
  children: ReactNode;
}) {
  const { plan, results } = await requirePlan(planId);
  const place = placeOf(slug, plan);
  // A step that no longer applies (the way of signing in was changed in another tab) leads on instead of nowhere.
  if (place === undefined) redirect(stepHref(planId, firstOpen({ plan, results }).slug));
  const { step, number, of } = place;
  const { document } = plan;
  const marks = {
    start: marksOf(document.start),
    policy: marksOf(document.policy),
    certificates: marksOf(document.certificates),
    identity: marksOf(document.identity),
  };
  return (
    <StepFrame
      heading={<StepHeading step={number} of={of} title={step.heading} question={step.question} />}
      aside={<AtHand why={step.why} needs={step.needs} who={step.who} links={step.links} />}
    >
      <PageTitle title={titleOf(place, plan)} />
      <ResultLine {...step.standing({ plan, results })} world={plan.world} />
      {stateOf(step, { plan, results }) === "stale" && (
        <Note tone="warn" title="Answers have changed since this was checked">
          The results below were obtained with different answers. They are kept for comparison but do not
          count until the check is repeated.
        </Note>
      )}
      <MarksProvider marks={marks}>{children}</MarksProvider>
      <PlanWatch planId={planId} version={versionOf(plan, results)} />
    </StepFrame>
  );
}
