import type { ProblemRow } from "./row";

export const permissionProblems = {
  "policy-empty": {
    title: "There is no policy here",
    sentence: "The box is empty.",
    remedy: "Paste a policy document: the JSON that begins with { and contains a Statement.",
    status: 422,
  },
  "policy-too-large": {
    title: "This is too long for a policy",
    sentence: "A policy document can have up to 65,536 characters; this one has {size}.",
    remedy: "Paste one policy at a time.",
    status: 413,
  },
  "policy-not-json": {
    title: "This is not JSON",
    sentence: "Line {line}, column {column}: {reason}.",
    remedy: "Fix that place, or copy the policy again from the JSON view of the AWS console.",
    status: 422,
  },
  "policy-broken": {
    title: "AWS would not accept this policy",
    sentence: "Places to fix: {count}. The first: {first}",
    remedy: "Fix the places that are listed, or copy the policy again from the JSON view of the AWS console.",
    status: 422,
  },
  "policies-too-long": {
    title: "Too many statements to read at once",
    sentence: "The policies have {count} statements together; up to {most} are read.",
    remedy:
      "Paste the policies of this role or user only, or those that name KMS, IAM, EC2, CloudWatch Logs and CloudHSM.",
    status: 422,
  },
} as const satisfies Record<string, ProblemRow>;
