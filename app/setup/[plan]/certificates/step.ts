import type { StepCard } from "@/app/setup/step";
import { openAnswers, usesCertificate } from "@/lib/plan";

export const step: StepCard = {
  slug: "certificates",
  title: "Check the certificates",
  heading: "Check the certificates",
  question: "Will Roles Anywhere take this CA and this client certificate?",
  why: "",
  needs: [],
  who: "",
  links: [],
  results: ["certificates", "private-key"],
  appliesTo: (plan) => usesCertificate(plan.document),
  waitingFor: ({ plan }) => openAnswers("certificates", plan.document).map((open) => open.sentence),
  begun: () => false,
  problems: () => [],
  readsBack: () => [],
};
