import type { StepCard } from "@/app/setup/step";
import { openAnswers } from "@/lib/plan";

export const step: StepCard = {
  slug: "identity",
  title: "Create the identity",
  heading: "Create the identity",
  question: "Who is CCKM in AWS?",
  why: "",
  needs: [],
  who: "",
  links: [],
  results: ["arns", "permissions-pasted"],
  appliesTo: () => true,
  waitingFor: ({ plan }) => openAnswers("identity", plan.document).map((open) => open.sentence),
  begun: () => false,
  problems: () => [],
  readsBack: () => [],
};
