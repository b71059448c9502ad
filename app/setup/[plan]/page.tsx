import { redirect } from "next/navigation";
import { firstOpen, stepHref } from "@/app/setup/steps";
import { requirePlan } from "@/lib/server";
import type { StepPageProps } from "./step-page";

/** A plan's address without a step goes on where the work stands. */
export default async function PlanHome({ params }: StepPageProps): Promise<never> {
  const { plan, results } = await requirePlan((await params).plan);
  redirect(stepHref(plan.id, firstOpen({ plan, results }).slug));
}
