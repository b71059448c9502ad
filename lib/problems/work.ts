import type { ProblemRow } from "./row";

/** Reading and judging that was not done: in the server's workers, and in the browser's. */
export const workProblems = {
  "too-busy": {
    title: "The wizard is busy",
    sentence: "It is serving other requests at the moment, and yours was not started. Nothing was changed.",
    remedy: "Try again in a few seconds.",
    status: 503,
  },
  "not-judged": {
    title: "This was not checked: it takes too long",
    sentence: "Reading it was stopped after {seconds} seconds. None of it was checked or kept.",
    remedy: "Give less at a time: only the certificates or the policies of this connection.",
    status: 422,
  },
  "judging-failed": {
    title: "This was not checked: reading it ended in an error",
    sentence:
      "The part of the wizard that was reading it stopped ({reason}). None of it was checked or kept.",
    remedy:
      "Give only what belongs to this connection. If it happens again, give the operator this reference: {reference}.",
    status: 422,
  },
} as const satisfies Record<string, ProblemRow>;
