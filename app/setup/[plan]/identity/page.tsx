import { StepPage, type StepPageProps, stepMetadata } from "@/app/setup/[plan]/step-page";
import { neighbours, stepHref } from "@/app/setup/steps";
import { type ResultId, resultNow } from "@/lib/plan";
import { requirePlan } from "@/lib/server";
import { IdentityRoom } from "./identity-room";

export const generateMetadata = stepMetadata("identity");

export default async function Identity({ params }: StepPageProps) {
  const { plan, results } = await requirePlan((await params).plan);
  const arns = resultNow("arns", { plan, results });
  const current = (id: ResultId) => resultNow(id, { plan, results }).verdicts;
  const statuses = (id: ResultId) => current(id).map(({ status }) => status);
  return (
    <StepPage planId={plan.id} slug="identity">
      <IdentityRoom
        planId={plan.id}
        world={plan.world}
        document={plan.document}
        certificatesHref={stepHref(plan.id, "certificates")}
        startHref={stepHref(plan.id, "start")}
        policyHref={stepHref(plan.id, "policy")}
        judged={{ verdicts: arns.kept?.verdicts ?? [], stale: arns.stale }}
        pasted={current("permissions-pasted")}
        statuses={{
          certificates: statuses("certificates"),
          arns: statuses("arns"),
          "sign-in": statuses("sign-in"),
          permissions: statuses("permissions"),
        }}
        {...neighbours("identity", plan)}
      />
    </StepPage>
  );
}
