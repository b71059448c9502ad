import type { ProblemRow } from "./row";

export const awsProblems = {
  "credentials-not-sandbox": {
    title: "This plan is a rehearsal",
    sentence:
      "The access key does not come from this plan's sandbox. A rehearsal accepts only the credentials of its own pretend account, and the key was not sent anywhere.",
    remedy: "Use the credentials that the rehearsal created, or start a plan for a real AWS account.",
    status: 422,
  },
  "credentials-sandbox": {
    title: "This key belongs to a rehearsal",
    sentence: "The access key was created by the sandbox, and this plan is for a real AWS account.",
    remedy: "Enter an access key of the AWS account, or use the key in the rehearsal that created it.",
    status: 422,
  },
  "access-key-malformed": {
    title: "The access key is not in a valid format",
    sentence: "The access key was not sent to AWS, because its format cannot be right.",
    remedy: "Copy both parts again from where the key was created.",
    status: 422,
  },
  "signed-request-refused": {
    title: "The signed request was not passed on",
    sentence: "The request that the browser signed does not fit this plan: {reason}.",
    remedy:
      "Reload the page and check again. If it happens again, compare the three ARNs with the plan's account and region.",
    status: 422,
  },
  "secret-needed": {
    title: "The {what} is needed for this",
    sentence:
      "The {what} is not in this page's memory. It is kept nowhere else, so it is lost after a reload or in a new tab.",
    remedy: "Give it again below, then check.",
    status: 422,
  },
  "sign-in-failed": {
    title: "The sign-in did not succeed",
    sentence: "Nothing was asked of AWS, because the connection could not sign in: {reason}",
    remedy: "Fix the sign-in first; its verdict says how. Then check again.",
    status: 422,
  },
  "principal-unknown": {
    title: "No role or user to check yet",
    sentence:
      "The simulator is asked about the connection's role or user, and the plan does not name it yet.",
    remedy: "Complete the step “Create the identity” first.",
    status: 422,
  },
  "sandbox-missing": {
    title: "There is no sandbox here",
    sentence:
      "This plan is a rehearsal, and the operator of this wizard has not set the address of the sandbox (SANDBOX_URL).",
    remedy: "Start the wizard with `npm run up`, which also starts the sandbox.",
    status: 503,
  },
  "sandbox-unreachable": {
    title: "The sandbox does not answer",
    sentence: "The pretend AWS at {url} could not be reached: {reason}.",
    remedy: "Start it with `npm run sandbox`, or start the wizard with `npm run up`, which also starts it.",
    status: 503,
  },
  "sandbox-refused": {
    title: "The sandbox refused",
    sentence: "The pretend AWS answered {status}: {reason}.",
    remedy: "Reload the page. If it happens again, the operator can read the sandbox's log.",
    status: 502,
  },
} as const satisfies Record<string, ProblemRow>;
