import { StepPage, type StepPageProps, stepMetadata } from "@/app/setup/[plan]/step-page";
import { neighbours } from "@/app/setup/steps";
import { permissionSets } from "@/lib/permissions";
import { requirePlan } from "@/lib/server";
import { StartForm } from "./start-form";

export const generateMetadata = stepMetadata("start");

export default async function Start({ params }: StepPageProps) {
  const { plan } = await requirePlan((await params).plan);
  return (
    <StepPage planId={plan.id} slug="start">
      <StartForm
        planId={plan.id}
        world={plan.world}
        initial={plan.document.start}
        sets={permissionSets.map((set) => ({
          value: set.id,
          title: set.title,
          description: set.why,
          aside: set.actions.length === 1 ? "1 action" : `${set.actions.length} actions`,
          ...(set.required ? { locked: "Always needed." } : {}),
        }))}
        {...neighbours("start", plan)}
      />
    </StepPage>
  );
}
