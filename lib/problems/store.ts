import type { ProblemRow } from "./row";

export const storeProblems = {
  "store-unavailable": {
    title: "The wizard cannot reach its database",
    sentence: "Nothing can be read or saved at the moment.",
    remedy: "Try again in a minute. If this continues, tell the operator: /api/health says what is missing.",
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
  "too-many-members": {
    title: "Many people work on this plan already",
    sentence: "{count} browsers can work on one plan.",
    remedy: "Ask the person who invited you for an export of the plan, and restore it as a plan of your own.",
    status: 422,
  },
  "too-many-verdicts": {
    title: "This result has too many lines",
    sentence: "A result can hold {limit} lines, and this one would hold {count}.",
    remedy: "Check less at a time. What was stored before is still there.",
    status: 422,
  },
  "plan-too-large": {
    title: "This plan has become too large",
    sentence: "With its results it would take {size}, and a plan can take {limit}.",
    remedy:
      "Shorten the long answers, or make a new plan for what comes next. What was saved before is still there.",
    status: 422,
  },
  "links-too-large": {
    title: "The checklists of this plan take up too much room",
    sentence: "Together they would take {size}, and a plan's checklists can take {limit}.",
    remedy: "Withdraw a checklist that is no longer needed, then make the new one.",
    status: 422,
  },
  "browser-full": {
    title: "Your plans take up too much room",
    sentence:
      "The plans of this browser would take {size} with their results and links, and can take {limit}.",
    remedy: "Delete a plan that is no longer needed (export it first), then try again.",
    status: 422,
  },
  "store-full": {
    title: "This wizard's storage is nearly full",
    sentence:
      "Your plans would take {size}, and {limit} is what each visitor has while there is so little left.",
    remedy:
      "Delete a plan that is no longer needed. If you have few, tell the operator: STORE_MB sets the size.",
    status: 422,
  },
} as const satisfies Record<string, ProblemRow>;
