import type { ProblemRow } from "./row";

export const serverProblems = {
  "input-refused": {
    title: "Some values could not be accepted",
    sentence: "{count} of the values could not be accepted as they are.",
    remedy: "Correct the values that are listed and send them again. Nothing was changed.",
    status: 422,
  },
  "too-many-requests": {
    title: "Too many requests in a short time",
    sentence:
      "This wizard accepts {count} requests of this kind in {window}, and that number has been reached.",
    remedy: "Wait {wait} and try again. Nothing was lost.",
    status: 429,
  },
  "foreign-origin": {
    title: "This request came from another site",
    sentence: "The wizard accepts changes only from its own pages, and this request was not sent by one.",
    remedy: "Open the wizard at its own address, reload the page and try again.",
    status: 403,
  },
  "deadline-passed": {
    title: "This took too long",
    sentence: "No answer came within {seconds} seconds, so the wizard stopped waiting.",
    remedy: "Try again. If it happens again, check that this server can reach the outside through its proxy.",
    status: 503,
  },
  "server-stopping": {
    title: "The wizard is being stopped",
    sentence: "The work in progress was interrupted; the results so far are kept.",
    remedy: "Try again when the wizard is running.",
    status: 503,
  },
  unexpected: {
    title: "Something went wrong in the wizard",
    sentence: "The wizard met an unexpected error. What you entered before is still there.",
    remedy: "Try again. If it happens again, give the operator this reference: {reference}.",
    status: 500,
  },
  "link-not-found": {
    title: "This link does not work",
    sentence: "The link has expired, was withdrawn, or never existed.",
    remedy: "Ask the person who sent it for a new one.",
    status: 404,
  },
} as const satisfies Record<string, ProblemRow>;
