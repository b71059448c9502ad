import type { StepCard } from "@/app/setup/step";
import { openAnswers } from "@/lib/plan";

export const step: StepCard = {
  slug: "connect",
  title: "Connect CipherTrust",
  heading: "Connect CipherTrust",
  question: "What does CipherTrust need to be told?",
  why: "",
  needs: [],
  who: "",
  links: [],
  results: [],
  appliesTo: () => true,
  waitingFor: ({ plan }) => openAnswers("start", plan.document).map((open) => open.sentence),
  begun: () => false,
  problems: () => [],
  readsBack: () => [],
};
