import type { ProblemRow } from "./row";

/** What a page of this browser says without having asked the server. */
export const browserProblems = {
  "server-lost": {
    title: "The wizard's server did not answer",
    sentence: "The connection broke off before an answer came. What had come before is kept.",
    remedy: "See that the wizard is running and that this browser reaches it, then try again.",
    status: 503,
  },
  "answers-changed": {
    title: "Somebody else has changed an answer meanwhile",
    sentence: "The plan has another answer now than this page had. Neither of the two is lost.",
    remedy: "See what the page shows of both, or shows now, and choose.",
    status: 409,
  },
  "secret-put-away": {
    title: "That text contains a secret",
    sentence: "It holds {what}. It was discarded; nothing was sent.",
    remedy: "Paste {wanted} alone.",
    status: 422,
  },
  "reading-stopped": {
    title: "Reading was stopped",
    sentence: "The text here was not read to its end, so there is no result.",
    remedy: "Give less at a time, or give it again to read all of it.",
    status: 422,
  },
  "reading-too-long": {
    title: "This takes too long to read",
    sentence: "Your browser was still reading after {seconds} seconds, so it was stopped.",
    remedy: "Give less at a time: only the certificates or the policies of this connection.",
    status: 422,
  },
  "policy-not-written": {
    title: "This policy cannot be passed on",
    sentence: "It holds something that no policy of IAM has at {place}. Nothing of it was sent.",
    remedy: "Copy the policy again from the JSON view of the AWS console.",
    status: 422,
  },
} as const satisfies Record<string, ProblemRow>;
