import type { ProblemRow } from "./row";

/** Reading and judging that was not done: in the server's workers, and in the browser's. */
export const workProblems = {
  "too-busy": {
    title: "The wizard is busy",
    sentence: "Others are being served at the moment, and this was not begun. Nothing was changed.",
    remedy: "Try again in some seconds.",
    status: 503,
  },
  "not-judged": {
    title: "This was not judged: it takes too long",
    sentence: "Reading it was stopped after {seconds} seconds. Nothing of it was judged or kept.",
    remedy: "Give less at a time: only the certificates or the policies of this connection.",
    status: 422,
  },
  "judging-failed": {
    title: "This was not judged: reading it ended in an error",
    sentence:
      "The part of the wizard that was reading it ended ({reason}). Nothing of it was judged or kept.",
    remedy:
      "Give only what belongs to this connection. If it happens again, give the operator this reference: {reference}.",
    status: 422,
  },
  "reading-stopped": {
    title: "Reading was stopped",
    sentence: "What stands here was not read to its end, so nothing is said about it.",
    remedy: "Give less at a time, or give it again to read all of it.",
    status: 422,
  },
  "reading-too-long": {
    title: "This takes too long to read",
    sentence: "Your browser was still reading after {seconds} seconds, so it was stopped.",
    remedy: "Give less at a time: only the certificates or the policies of this connection.",
    status: 422,
  },
} as const satisfies Record<string, ProblemRow>;
