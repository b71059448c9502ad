import type { ProblemRow } from "./row";

/** What stays in the page, or is refused by the server, because it is not the written form of an answer. */
export const sentProblems = {
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
} as const satisfies Record<string, ProblemRow>;
