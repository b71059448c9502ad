import { notFound } from "next/navigation";
import { cache } from "react";
import { inOwnWords } from "@/lib/checklist";
import type { Plan, Results } from "@/lib/plan";
import { getStore, type Visitor } from "@/lib/store";
import { getEnvironment } from "./environment";
import { currentVisitor } from "./visitors/visitor";

/** The plan of a page, once a request. A stranger's plan and one that is not there both end in the 404 page. */
export const requirePlan = cache(
  async (planId: string): Promise<{ plan: Plan; results: Results; visitor: Visitor }> => {
    const visitor = await currentVisitor();
    if (visitor === undefined) notFound();
    const store = await getStore();
    const plan = await store.plans.find(visitor, planId);
    if (plan === undefined) notFound();
    return { plan, results: await resultsOf(plan), visitor };
  },
);

/** What was checked of a plan, in the wizard's own words. */
export async function resultsOf(plan: Plan): Promise<Results> {
  return inOwnWords(await (await getStore()).results.all(plan.id), plan);
}

/** The visitor's plans, the one changed last first, each with its results: two queries, however many there are. */
export async function visitorPlansWithResults(): Promise<{ plan: Plan; results: Results }[]> {
  const plans = await visitorPlans();
  const found = await (await getStore()).results.ofPlans(plans.map(({ id }) => id));
  return plans.map((plan) => ({ plan, results: inOwnWords(found.get(plan.id) ?? {}, plan) }));
}

/** The plans of the visitor, the one changed last first. */
export const visitorPlans = cache(async (): Promise<Plan[]> => {
  const visitor = await currentVisitor();
  return visitor === undefined ? [] : (await getStore()).plans.list(visitor);
});

/** Until when each of the visitor's plans is kept, by the plan's id. */
export async function plansKeptUntil(): Promise<ReadonlyMap<string, Date>> {
  const visitor = await currentVisitor();
  if (visitor === undefined) return new Map();
  return (await getStore()).keeping.until(visitor, getEnvironment().PLAN_DAYS);
}
