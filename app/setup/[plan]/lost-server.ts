import type { Problem } from "@/lib/problems";

/** What a page says when an action of its did not come back. */
export const lostServer: Problem = {
  kind: "problem",
  code: "deadline-passed",
  title: "The wizard's server did not answer",
  sentence: "The check broke off; the verdicts that had come before are kept.",
  remedy: "See that the wizard is running and check again.",
  status: 503,
};
