import type { AnswerRow } from "./answer-row";
import { refusedForCertificate } from "./answer-rows-certificate";
import { refusedByRole } from "./answer-rows-role";

export const refusedRequest: readonly AnswerRow[] = [
  {
    id: "request-refused",
    title: "Roles Anywhere rejected the format of a value",
    matches: ({ errorName, message }) =>
      errorName === "ValidationException" || /validation error detected/i.test(message),
    causes: [
      {
        id: "value",
        what: "An ARN, the duration or the session name does not have the format that AWS requires.",
        check: "AWS's message, under Details, names the value.",
        mend: "Correct the value it names in the step “Create the identity”.",
      },
    ],
  },
  {
    id: "throttled",
    title: "Roles Anywhere throttled the request",
    matches: ({ errorName, message, status }) =>
      status === 429 || /throttl|toomanyrequests/i.test(errorName) || /^rate exceeded/i.test(message),
    retry: true,
    undecided: true,
    causes: [
      {
        id: "rate",
        what: "More than 10 sessions a second were requested in this account and region, or too many with this certificate.",
        check: "CloudWatch, namespace AWS/RolesAnywhere, metric Failure.",
        mend: "Wait a few seconds and try again.",
      },
    ],
  },
  {
    id: "service-error",
    title: "Roles Anywhere returned a server error",
    matches: ({ status, fromAws }) => status >= 500 && fromAws,
    retry: true,
    undecided: true,
    causes: [
      {
        id: "service",
        what: "AWS answered with a server error.",
        check: "The AWS Health dashboard of the region.",
        mend: "Wait a minute and try again.",
      },
    ],
  },
  {
    id: "intercepted",
    title: "Something between this server and AWS answered",
    matches: ({ fromAws }) => !fromAws,
    undecided: true,
    causes: [
      {
        id: "proxy",
        what: "The answer is not in AWS's format: a proxy or a firewall answered instead.",
        check: "The beginning of the answer, under Details.",
        mend: "Let the wizard's server reach the Roles Anywhere host of the region, or set HTTPS_PROXY.",
      },
    ],
  },
];

/** The decoder table. The first row that matches counts; the sentences were seen live unless the row says otherwise. */
export const answerRows: readonly AnswerRow[] = [
  ...refusedForCertificate,
  ...refusedByRole,
  ...refusedRequest,
];

/** An answer that no row knows: honestly unknown, with AWS's words behind Details. */
export const otherRow: AnswerRow = {
  id: "unrecognised",
  title: "Roles Anywhere gave an answer that this wizard does not know",
  matches: () => true,
  undecided: true,
  causes: [
    {
      id: "unknown",
      what: "The answer is new to this wizard.",
      check: "AWS's own message is under Details.",
      mend: "Look the message up in the IAM Roles Anywhere guide, and try again.",
    },
  ],
};
