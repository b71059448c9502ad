import { StepPage, type StepPageProps, stepMetadata } from "@/app/setup/[plan]/step-page";
import { neighbours } from "@/app/setup/steps";
import { requirePlan } from "@/lib/server";
import { PolicyRoom } from "./policy-room";

export const generateMetadata = stepMetadata("policy");

export default async function Policy({ params }: StepPageProps) {
  const { plan } = await requirePlan((await params).plan);
  return (
    <StepPage planId={plan.id} slug="policy">
      <PolicyRoom
        planId={plan.id}
        world={plan.world}
        document={plan.document}
        {...neighbours("policy", plan)}
      />
    </StepPage>
  );
}
