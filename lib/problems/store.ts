import type { ProblemRow } from "./row";

export const storeProblems = {
  "store-unavailable": {
    title: "The wizard cannot reach its database",
    sentence: "Nothing can be read or saved at the moment.",
    remedy:
      "Try again in a minute. If it stays like this, tell the operator: /api/health says what is missing.",
    status: 503,
  },
  "account-taken": {
    title: "This pretend account belongs to another rehearsal",
    sentence:
      "Each rehearsal has a sandbox account of its own, and {account} is already used by another plan.",
    remedy: "Enter another 12-digit number. Any number will do in the sandbox.",
    status: 422,
  },
  "too-many-plans": {
    title: "There are many plans already",
    sentence: "One browser can hold {count} plans.",
    remedy: "Delete a plan that is no longer needed, then make the new one.",
    status: 422,
  },
  "too-many-links": {
    title: "There are many links already",
    sentence: "One plan can have {count} links of this kind at a time.",
    remedy: "Withdraw a link that is no longer needed, then make the new one.",
    status: 422,
  },
} as const satisfies Record<string, ProblemRow>;
