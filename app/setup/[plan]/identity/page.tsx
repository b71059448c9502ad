import { StepPage, type StepPageProps, stepMetadata } from "@/app/setup/[plan]/step-page";
import { neighbours, stepHref } from "@/app/setup/steps";
import { isStale, type ResultId } from "@/lib/plan";
import { requirePlan } from "@/lib/server";
import { IdentityRoom } from "./identity-room";

export const generateMetadata = stepMetadata("identity");

export default async function Identity({ params }: StepPageProps) {
  const { plan, results } = await requirePlan((await params).plan);
  const { arns } = results;
  const current = (id: ResultId) => {
    const result = results[id];
    return result === undefined || isStale(result, plan) ? [] : result.verdicts;
  };
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
        judged={{ verdicts: arns?.verdicts ?? [], stale: arns !== undefined && isStale(arns, plan) }}
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
