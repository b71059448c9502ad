import { StepPage, type StepPageProps, stepMetadata } from "@/app/setup/[plan]/step-page";
import { neighbours } from "@/app/setup/steps";
import { resultNow } from "@/lib/plan";
import { requirePlan } from "@/lib/server";
import { PolicyRoom } from "./policy-room";

export const generateMetadata = stepMetadata("policy");

export default async function Policy({ params }: StepPageProps) {
  const { plan, results } = await requirePlan((await params).plan);
  const read = resultNow("permissions-read", { plan, results });
  return (
    <StepPage planId={plan.id} slug="policy">
      <PolicyRoom
        planId={plan.id}
        world={plan.world}
        document={plan.document}
        read={{ verdicts: read.kept?.verdicts ?? [], stale: read.stale }}
        {...neighbours("policy", plan)}
      />
    </StepPage>
  );
}
