import type { ProblemRow } from "./row";

export const rolesAnywhereProblems = {
  "session-arn-unreadable": {
    title: "An ARN cannot be used",
    sentence: "The ARN given for the {which} is not the ARN of a {which}.",
    remedy: "Go to “Create the identity” and paste the three ARNs again.",
    status: 422,
  },
  "session-regions-differ": {
    title: "Trust anchor and profile are in different regions",
    sentence:
      "The trust anchor is in {anchor}, the profile in {profile}. Roles Anywhere needs both in one region.",
    remedy:
      "Create the profile in the trust anchor's region, and paste its ARN in the step “Create the identity”.",
    status: 422,
  },
  "session-partition-unknown": {
    title: "This AWS partition is not supported",
    sentence: 'The trust anchor is in the partition "{found}". This wizard knows aws, aws-us-gov and aws-cn.',
    remedy: "Use an account of one of the three partitions.",
    status: 422,
  },
  "session-duration-out-of-range": {
    title: "The session's length is out of range",
    sentence: "A session lasts 900 to 43,200 seconds; {found} was requested.",
    remedy: "Ask for 900 seconds or more.",
    status: 422,
  },
  "session-date-unreadable": {
    title: "The time of signing is missing",
    sentence: "The request has no readable time to sign with.",
    remedy: "Reload the page so that it gets the server's time again.",
    status: 422,
  },
  "session-certificate-unreadable": {
    title: "The client certificate cannot be read",
    sentence: "The client certificate of this plan is not an X.509 certificate in PEM form.",
    remedy: "Go to the step “Check the certificates” and give the client certificate again.",
    status: 422,
  },
  "session-key-unsupported": {
    title: "Roles Anywhere does not accept this kind of key",
    sentence:
      "The client certificate has a key of kind {found}. Roles Anywhere accepts RSA, EC and ML-DSA keys.",
    remedy: "Issue a certificate for an RSA key (2048 bits or more) or an EC key (P-256 or P-384).",
    status: 422,
  },
  "session-chain-too-long": {
    title: "The chain is too long",
    sentence:
      "The chain has {found} certificates. Roles Anywhere accepts at most 5 between client and trust anchor.",
    remedy:
      "Give the intermediates between client and trust anchor only, or make a lower intermediate the anchor.",
    status: 422,
  },
  "session-key-mismatch": {
    title: "The private key is of a different kind from the certificate",
    sentence: "The private key is for {key}; the certificate has a key of kind {certificate}.",
    remedy: "Choose the private key that belongs to this client certificate.",
    status: 422,
  },
  "session-key-not-in-browser": {
    title: "This browser cannot sign with this kind of key",
    sentence: "Browsers cannot sign with {found} keys, so the sign-in cannot be tried from here.",
    remedy: "Try the sign-in with AWS's credential helper (aws_signing_helper credential-process).",
    status: 422,
  },
  "session-signing-failed": {
    title: "The browser could not sign the request",
    sentence: "The browser refused to sign with this private key.",
    remedy: "Give the private key again, or try a current version of another browser.",
    status: 422,
  },
} as const satisfies Record<string, ProblemRow>;
