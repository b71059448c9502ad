import { StepPage, type StepPageProps, stepMetadata } from "@/app/setup/[plan]/step-page";
import { neighbours } from "@/app/setup/steps";
import { isStale } from "@/lib/plan";
import { requirePlan } from "@/lib/server";
import { PolicyRoom } from "./policy-room";

export const generateMetadata = stepMetadata("policy");

export default async function Policy({ params }: StepPageProps) {
  const { plan, results } = await requirePlan((await params).plan);
  const read = results["permissions-read"];
  return (
    <StepPage planId={plan.id} slug="policy">
      <PolicyRoom
        planId={plan.id}
        world={plan.world}
        document={plan.document}
        read={{ verdicts: read?.verdicts ?? [], stale: read !== undefined && isStale(read, plan) }}
        {...neighbours("policy", plan)}
      />
    </StepPage>
  );
}
