import type { Scenario } from "./scenario";

export const healthy: Scenario = {
  id: "healthy",
  title: "Everything works",
  expect:
    "What the plan's policy allows is allowed; nothing else is. The actions without a proven probe stay unknown until the policy simulator has answered.",
};
