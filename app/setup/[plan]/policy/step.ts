import type { StepCard } from "@/app/setup/step";
import { openAnswers } from "@/lib/plan";

export const step: StepCard = {
  slug: "policy",
  title: "Compose the policy",
  heading: "Compose the policy",
  question: "What may CCKM do in the account?",
  why: "",
  needs: [],
  who: "",
  links: [],
  results: [],
  appliesTo: () => true,
  waitingFor: ({ plan }) => openAnswers("policy", plan.document).map((open) => open.sentence),
  begun: () => false,
  problems: () => [],
  readsBack: () => [],
};
