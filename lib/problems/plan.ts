import type { ProblemRow } from "./row";

export const planProblems = {
  "plan-not-found": {
    title: "This plan is not here",
    sentence:
      "No plan with this address belongs to this browser. It may have been deleted, removed because it was not used for a long time, or created in another browser.",
    remedy: "Go back to the front page, or ask the person who owns the plan for an invitation link.",
    status: 404,
  },
  "answers-open": {
    title: "Some answers need another look",
    sentence: "The step was saved, but {count} of its answers are not complete yet.",
    remedy: "Fix the answers that are listed and continue.",
    status: 422,
  },
  "plan-file-unreadable": {
    title: "This file is not a plan export",
    sentence: "The file could not be read as a plan exported by this wizard: {reason}.",
    remedy: 'Choose the .json file that "Export plan" gave. Payload files contain a connection, not a plan.',
    status: 422,
  },
  "plan-file-too-large": {
    title: "This file is too large for a plan",
    sentence: "A plan export has at most 512 KB; this file has {size}.",
    remedy: 'Choose the file that "Export plan" gave.',
    status: 413,
  },
  "world-not-offered": {
    title: "This kind of plan is not offered here",
    sentence: "The operator of this wizard has switched off {world} plans.",
    remedy: "Start the other kind of plan, or ask the operator to change WORLDS.",
    status: 422,
  },
} as const satisfies Record<string, ProblemRow>;
