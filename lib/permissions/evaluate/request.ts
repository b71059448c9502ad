import { budget } from "@/lib/bounded";
import { given } from "@/lib/given";
import type { PolicyDocument } from "../policy";
import {
  coversResource,
  namesAction,
  openConditions,
  type PolicyLayer,
  type ReadStatement,
} from "../statements";
import { EVALUATION_STEPS } from "./evaluate";
import { knownContext, readLayers } from "./layers";
import { and } from "./truth";

export interface AuthorizationRequest {
  identityPolicies: readonly PolicyDocument[];
  boundary?: PolicyDocument | undefined;
  sessionPolicies?: readonly PolicyDocument[] | undefined;
  /** "kms:DescribeKey" */
  action: string;
  /** The full ARN, or "*" for an action that takes none. */
  resource: string;
  /** All of the request's context: a key that is not here is absent. */
  context?: Readonly<Record<string, readonly string[]>> | undefined;
}

export interface AuthorizationAnswer {
  decision: "allowed" | "explicitDeny" | "implicitDeny";
  /** Where a denial comes from, as AWS's sentence ends ("because no identity-based policy allows ..."). */
  layer?: PolicyLayer | undefined;
  /** The statement that denied. */
  statement?: { policy: number; statement: number; sid?: string } | undefined;
}

/**
 * One request, everything about it known. What cannot be judged (an operator that IAM does not have, values that do
 * not compare, more than may be compared) never allows and always denies.
 */
export function evaluateRequest(request: AuthorizationRequest): AuthorizationAnswer {
  const layers = readLayers(request.identityPolicies, request);
  const lookup = knownContext(request.context ?? {}, undefined);
  const steps = budget(EVALUATION_STEPS);
  const applies = (statement: ReadStatement) =>
    statement.flaw !== undefined
      ? "maybe"
      : and(
          namesAction(statement, request.action, steps),
          coversResource(statement, request.resource, lookup, steps),
          openConditions(statement, lookup, steps).result,
        );
  for (const { name, statements } of layers) {
    const denial = statements.find((s) => s.effect === "Deny" && applies(s) !== false);
    if (denial === undefined) continue;
    const { policy, statement, sid } = denial;
    return {
      decision: "explicitDeny",
      layer: name,
      statement: { policy, statement, ...given({ sid }) },
    };
  }
  for (const { name, statements } of layers)
    if (!statements.some((s) => s.effect === "Allow" && applies(s) === true))
      return { decision: "implicitDeny", layer: name };
  return { decision: "allowed" };
}
