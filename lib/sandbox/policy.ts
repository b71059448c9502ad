import { evaluateRequest, type PolicyStatement } from "@/lib/permissions";

/** A policy document as the sandbox reads it: loosely, since what is stored came from a caller. */
export interface Statement {
  Sid?: string | undefined;
  Effect: string;
  Principal?: string | Record<string, string | string[]> | undefined;
  Action?: string | string[] | undefined;
  NotAction?: string | string[] | undefined;
  Resource?: string | string[] | undefined;
  NotResource?: string | string[] | undefined;
  Condition?: Record<string, Record<string, string | string[]>> | undefined;
}
export interface PolicyDocument {
  Version?: string | undefined;
  Statement: Statement | Statement[];
}

export interface PolicyRequest {
  action: string;
  resource: string;
  context: Record<string, string[]>;
}
export type Decision = "allowed" | "explicitDeny" | "implicitDeny";

export const list = <T>(value: T | readonly T[] | undefined): T[] =>
  value === undefined ? [] : Array.isArray(value) ? [...value] : [value as T];

/** The document in a policy text, or undefined when it is not one. */
export function parsePolicy(text: string): PolicyDocument | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null || !("Statement" in value)) return undefined;
    const document = value as PolicyDocument;
    const statements = list(document.Statement);
    const sound = statements.every((s) => s && (s.Effect === "Allow" || s.Effect === "Deny"));
    return sound && statements.length > 0 ? document : undefined;
  } catch {
    return undefined;
  }
}

/** What these policies together say of one request. `Principal` must have been judged before: it is left out here. */
export function decide(policies: readonly PolicyDocument[], request: PolicyRequest): Decision {
  const identityPolicies = policies.map((policy) => ({
    ...policy,
    Statement: list(policy.Statement).map(({ Principal: _, ...statement }) => statement as PolicyStatement),
  }));
  return evaluateRequest({ identityPolicies, ...request }).decision;
}
