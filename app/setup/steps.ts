import { given } from "@/lib/given";
import { type Plan, resultNow } from "@/lib/plan";
import { step as certificates } from "./[plan]/certificates/step";
import { step as connect } from "./[plan]/connect/step";
import { step as identity } from "./[plan]/identity/step";
import { step as policy } from "./[plan]/policy/step";
import { step as start } from "./[plan]/start/step";
import { step as verify } from "./[plan]/verify/step";
import type { PlanView, StepCard } from "./step";

/** The order of the wizard: one line a step. Rail, progress, next, back and the checklist derive from it. */
export const steps: readonly StepCard[] = [start, policy, certificates, identity, verify, connect];

export const stepStates = ["completed", "in-progress", "not-started", "problem", "stale"] as const;
export type StepState = (typeof stepStates)[number];

export const stepStateWords: Record<StepState, string> = {
  completed: "Completed",
  "in-progress": "In progress",
  "not-started": "Not yet started",
  problem: "There is a problem",
  stale: "Needs checking again",
};

/** The steps of this plan: those that do not apply are neither shown nor counted. */
export function stepsFor(plan: Plan, all: readonly StepCard[] = steps): readonly StepCard[] {
  return all.filter((step) => step.appliesTo(plan));
}

/** How a step stands, derived from the plan and its results; stored nowhere. */
export function stateOf(step: StepCard, view: PlanView): StepState {
  if (isStepStale(step, view)) return "stale";
  if (step.problems(view).length > 0) return "problem";
  if (step.waitingFor(view).length === 0) return "completed";
  return step.begun(view) ? "in-progress" : "not-started";
}

function isStepStale(step: StepCard, view: PlanView): boolean {
  return step.results.some((id) => resultNow(id, view).stale);
}

export interface StepPlace {
  step: StepCard;
  /** 1-based, among the steps that apply. */
  number: number;
  of: number;
  back?: StepCard | undefined;
  next?: StepCard | undefined;
}

/** Where a step stands among those of its plan; undefined when the slug is none of them. */
export function placeOf(slug: string, plan: Plan, all: readonly StepCard[] = steps): StepPlace | undefined {
  const list = stepsFor(plan, all);
  const index = list.findIndex((step) => step.slug === slug);
  const step = list[index];
  if (step === undefined) return undefined;
  const back = list[index - 1];
  const next = list[index + 1];
  return {
    step,
    number: index + 1,
    of: list.length,
    ...given({ back, next }),
  };
}

/** The first step that is not completed: where "continue" goes. The last one when all are. */
export function firstOpen(view: PlanView, all: readonly StepCard[] = steps): StepCard {
  const list = stepsFor(view.plan, all);
  const open = list.find((step) => stateOf(step, view) !== "completed") ?? list.at(-1);
  if (open === undefined) throw new Error("a plan has at least one step");
  return open;
}

/** Address of a step of a plan. */
export function stepHref(planId: string, slug: string): string {
  return `/setup/${planId}/${slug}`;
}

export interface StepLink {
  href: string;
  title: string;
}

/** Where Back and Continue lead from a step; either is missing at the ends. */
export function neighbours(
  slug: string,
  plan: Plan,
): { back?: StepLink | undefined; next?: StepLink | undefined } {
  const place = placeOf(slug, plan);
  const link = (step: StepCard) => ({ href: stepHref(plan.id, step.slug), title: step.title });
  return given({ back: place?.back && link(place.back), next: place?.next && link(place.next) });
}
