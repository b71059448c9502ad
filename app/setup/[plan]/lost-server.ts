import type { Problem } from "@/lib/problems";

/** What a page says when an action of its did not come back. */
export const lostServer: Problem = {
  kind: "problem",
  code: "deadline-passed",
  title: "The wizard's server did not answer",
  sentence: "The check was interrupted; the verdicts that had already arrived are kept.",
  remedy: "Make sure that the wizard is running, then check again.",
  status: 503,
};
