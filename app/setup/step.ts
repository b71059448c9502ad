import type { Plan, ResultId } from "@/lib/plan";
import type { PlanView, Standing } from "./standing";

export type { PlanView } from "./standing";

/** One answer as the summary, the checklist and the print page read it back. */
export interface ReadBack {
  term: string;
  value: string;
  /** ARNs, serials and actions are set in mono. */
  mono?: boolean | undefined;
}

/** The card of a room of the wizard. Everything that the frame, the rail and the checklist know of a step is here. */
export interface StepCard {
  /** Its address: /setup/PLAN/slug. */
  slug: string;
  /** Short verb phrase for the rail: "Compose the policy". */
  title: string;
  /** The h1. */
  heading: string;
  /** The question of the room, one sentence. */
  question: string;
  /** "At hand": why this step, what to have ready, who can do it. */
  why: string;
  needs: readonly string[];
  who: string;
  links: readonly { title: string; url: string }[];
  /** The results that this room shows: when one of them is stale, the step says so. */
  results: readonly ResultId[];
  appliesTo(plan: Plan): boolean;
  /** What this step still waits for, each a short sentence. Empty: nothing. */
  waitingFor(view: PlanView): string[];
  /** True once anything was answered or checked here. */
  begun(view: PlanView): boolean;
  /** Why the step needs another look: a failed check. Empty: no problem. */
  problems(view: PlanView): string[];
  /** The line at the top of its page. */
  standing(view: PlanView): Standing;
  readsBack(view: PlanView): ReadBack[];
}
