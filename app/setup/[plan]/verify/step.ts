import type { StepCard } from "@/app/setup/step";
import { openAnswers } from "@/lib/plan";

export const step: StepCard = {
  slug: "verify",
  title: "Verify the access",
  heading: "Verify the access",
  question: "Can the connection sign in, and do what the plan needs?",
  why: "",
  needs: [],
  who: "",
  links: [],
  results: ["sign-in", "regions", "permissions"],
  appliesTo: () => true,
  waitingFor: ({ plan }) => openAnswers("identity", plan.document).map((open) => open.sentence),
  begun: () => false,
  problems: () => [],
  readsBack: () => [],
};
