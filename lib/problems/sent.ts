import type { ProblemRow } from "./row";

/** What stays in the page, or is refused by the server, because it is not the written form of an answer. */
export const sentProblems = {
  "secret-put-away": {
    title: "That text contains a secret",
    sentence: "It holds {what}. It was discarded; nothing was sent.",
    remedy: "Paste {wanted} alone.",
    status: 422,
  },
  "input-holds-secret": {
    title: "This looks like a secret",
    sentence: "What was sent holds {what}. It was not saved and not logged.",
    remedy:
      "Take it out. A private key and an access key have boxes of their own, on the pages that need them.",
    status: 422,
  },
  "input-too-much": {
    title: "This is too much at once",
    sentence: "What was sent has more parts or more text than any answer has.",
    remedy: "Load the page again and give less at once. Nothing was changed.",
    status: 413,
  },
  "policy-not-written": {
    title: "This policy cannot be passed on",
    sentence: "It holds something that no policy of IAM has at {place}. Nothing of it was sent.",
    remedy: "Copy the policy again from the JSON view of the AWS console.",
    status: 422,
  },
} as const satisfies Record<string, ProblemRow>;
