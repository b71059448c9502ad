import type { Scenario } from "./scenario";

/** Each action becomes visible at its own time, as different front ends of AWS learn of a change one by one. */
function delay(action: string): number {
  let hash = 0;
  for (const letter of action) hash = (hash * 31 + letter.charCodeAt(0)) % 997;
  return 5000 + (hash % 16) * 1000;
}

export const slowPropagation: Scenario = {
  id: "slow-propagation",
  title: "Permissions take time to apply",
  expect:
    "At first every action fails. From 5 seconds after a change, they become allowed one by one; after 20 seconds all are. Waiting is all that is needed.",
  propagationMs: delay,
};
