import { runSimulation } from "@cloud-copilot/iam-simulate";
import type { PolicyDocument } from "..";

/**
 * An independent judge of the same policies. It is AGPL: tests run it, the product never does, and nothing of it
 * was copied.
 */
const ACCOUNT = "111122223333";
const everything: PolicyDocument = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }],
};
// A key's own policy hands the decision to IAM; without one, a key is never accessible.
const delegating = {
  Version: "2012-10-17",
  Statement: [
    { Effect: "Allow", Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Action: "kms:*", Resource: "*" },
  ],
};

export interface Case {
  policies: PolicyDocument[];
  boundary?: PolicyDocument | undefined;
}
export interface Request {
  action: string;
  resource: string;
  context: Record<string, string[]>;
}

const words = {
  Allowed: "allowed",
  ExplicitlyDenied: "explicitDeny",
  ImplicitlyDenied: "implicitDeny",
} as const;

/** What the judge says of one request. @throws when it cannot take the request at all */
export async function judge({ policies, boundary }: Case, { action, resource, context }: Request) {
  const single = Object.entries(context).map(([key, values]): [string, string | string[]] => [
    key,
    key === "aws:TagKeys" ? values : (values[0] ?? ""),
  ]);
  const result = await runSimulation(
    {
      request: {
        principal: `arn:aws:iam::${ACCOUNT}:role/ckm`,
        action,
        resource: { resource, accountId: ACCOUNT },
        contextVariables: Object.fromEntries(single),
      },
      identityPolicies: policies.map((policy, index) => ({ name: `p${index}`, policy })),
      serviceControlPolicies: [{ orgIdentifier: "o", policies: [{ name: "all", policy: everything }] }],
      resourceControlPolicies: [],
      ...(boundary === undefined ? {} : { permissionBoundaryPolicies: [{ name: "b", policy: boundary }] }),
      ...(resource.includes(":key/") ? { resourcePolicy: delegating } : {}),
    },
    {},
  );
  if (result.resultType === "error") throw new Error(JSON.stringify(result.errors));
  return words[result.overallResult];
}
