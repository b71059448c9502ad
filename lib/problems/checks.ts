import type { ProblemRow } from "./row";

export const checkProblems = {
  "regions-not-listed": {
    title: "The account's regions are not known yet",
    sentence: "The connection could not list the regions, so there are no regions to check one by one.",
    remedy: "Check the connection first; the verdict on the list of regions says what prevents it.",
    status: 422,
  },
  "region-not-switched-on": {
    title: "That region is not switched on",
    sentence:
      "{region} is not among the regions that this account has switched on, so nothing was asked there.",
    remedy: "Switch the region on in the account, check the connection again, then choose it.",
    status: 422,
  },
} as const satisfies Record<string, ProblemRow>;
