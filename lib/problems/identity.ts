import type { ProblemRow } from "./row";

export const identityProblems = {
  "blueprint-open": {
    title: "The plan is not complete enough for a script",
    sentence: "{count} answers are still missing or wrong. The first: {first}",
    remedy: "Complete them in their steps; this page then shows the script.",
    status: 422,
  },
  "blueprint-policy-too-large": {
    title: "The policy is too large for one managed policy",
    sentence: "The policy has {size} characters; a managed policy holds at most 6,144.",
    remedy:
      "Choose fewer features in the step “Describe the connection”, or let another team create the policy and enter its ARN.",
    status: 422,
  },
  "anchor-certificate-unreadable": {
    title: "The CA certificate cannot be read",
    sentence: "The step “Check the certificates” has no certificate in PEM format for the trust anchor.",
    remedy: "Go to the step “Check the certificates” and give the CA certificate again.",
    status: 422,
  },
  "anchor-too-many-certificates": {
    title: "Too many CA certificates for one trust anchor",
    sentence: "A trust anchor holds at most 2 certificates; {found} were given.",
    remedy: "Keep the CA that issues the client certificate and, at most, its successor.",
    status: 422,
  },
  "anchor-too-long": {
    title: "The CA certificates are too long for one trust anchor",
    sentence: "A trust anchor accepts at most 16,000 characters of PEM; these have {found}.",
    remedy: "Keep only the CA that issues the client certificate.",
    status: 422,
  },
  "result-block-missing": {
    title: "No result block was found",
    sentence: "The text contains no block between the BEGIN and END lines that the script prints at its end.",
    remedy:
      "Copy everything that the script printed, including both lines. The three ARNs alone are enough to go on.",
    status: 422,
  },
  "result-block-cut": {
    title: "The result block is not complete",
    sentence: "The block begins, but its END line is missing: the text was cut off while copying.",
    remedy: "Copy the whole block again, from its BEGIN line to its END line.",
    status: 422,
  },
  "result-block-foreign": {
    title: "The result is for another account, role or user",
    sentence: "The block was made in {found}; this plan is for {expected}.",
    remedy: "Run this plan's own script in the account of this plan, and paste that result.",
    status: 422,
  },
  "result-block-other-limits": {
    title: "The result was produced with other limits",
    sentence:
      "The script asked the simulator with different limits from those that the plan has now (home region, tag, services, role).",
    remedy: "Run this plan's script as it is now, and paste that result.",
    status: 422,
  },
  "result-block-unlike": {
    title: "The script does not print a result like this",
    sentence: "It has more answers for an action than the script asks for.",
    remedy: "Run this plan's own script, and paste what it printed, once.",
    status: 422,
  },
  "rehearsal-not-sandbox": {
    title: "This plan is for a real AWS account",
    sentence:
      "Only a rehearsal in the sandbox can be set up with a button: the wizard changes nothing in a real account.",
    remedy: "Run the script of this page in your own terminal or CloudShell.",
    status: 422,
  },
  "rehearsal-refused": {
    title: "The sandbox refused a step of the setup",
    sentence: "{operation} was refused: {reason}",
    remedy: "Change the answer that the message names, or start a new rehearsal.",
    status: 422,
  },
} as const satisfies Record<string, ProblemRow>;
