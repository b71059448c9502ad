import type { Caller } from "./authenticate";
import { decide, type PolicyDocument, type PolicyRequest, parsePolicy } from "./policy";
import type { Scenario } from "./scenarios/scenario";
import type { Entity, WorldState } from "./state";
import { ADMINISTRATOR, managedDocument } from "./world";

/** The policies that bear on one principal, as this moment and this scenario let them be seen. */
export interface Layers {
  identity: { id: string; kind: string; document: PolicyDocument }[];
  boundary?: PolicyDocument | undefined;
  organisation?: PolicyDocument | undefined;
  session?: PolicyDocument[] | undefined;
}

export function layersOf(
  world: WorldState,
  scenario: Scenario,
  entity: Entity,
  action: string,
  now: Date,
): Layers {
  const administrator = entity.name === ADMINISTRATOR;
  const overlay: Partial<Scenario> = administrator ? {} : scenario;
  const delay = overlay.propagationMs?.(action) ?? 0;
  const seen = (since: string) => {
    if (delay === 0) return true;
    return now.getTime() >= Math.max(Date.parse(since), Date.parse(world.scenarioSince)) + delay;
  };
  const identity: Layers["identity"] = [];
  const add = (id: string, kind: string, text: string | undefined, since: string) => {
    const document = text === undefined ? undefined : parsePolicy(text);
    if (!document || !seen(since)) return;
    identity.push({ id, kind, document: overlay.identityPolicy?.(document) ?? document });
  };
  for (const [arn, since] of Object.entries(entity.attached)) {
    add(arn, "IAM Policy", managedDocument(world, arn), latest(since, world.iam.policies[arn]?.updated));
  }
  for (const [name, { document, changed }] of Object.entries(entity.inline)) {
    add(name, "IAM Policy", document, changed);
  }
  if (overlay.extraPolicy) {
    identity.push({ id: "guardrail", kind: "IAM Policy", document: overlay.extraPolicy });
  }
  const ownBoundary = entity.boundary
    ? parsePolicy(managedDocument(world, entity.boundary) ?? "")
    : undefined;
  // A boundary whose policy is gone allows nothing.
  const boundary = entity.boundary ? (ownBoundary ?? NOTHING) : overlay.boundary;
  return {
    identity,
    ...(boundary ? { boundary } : {}),
    ...(overlay.organisation ? { organisation: overlay.organisation } : {}),
  };
}

const NOTHING: PolicyDocument = { Statement: [] };
const latest = (a: string, b: string | undefined) => (b !== undefined && b > a ? b : a);

/** AWS's words for who said no, or undefined when nobody did. */
export function objection(layers: Layers, request: PolicyRequest): string | undefined {
  const identity = decide(
    layers.identity.map((p) => p.document),
    request,
  );
  const boundary = layers.boundary && decide([layers.boundary], request);
  const organisation = layers.organisation && decide([layers.organisation], request);
  const session = layers.session && decide(layers.session, request);
  if (organisation === "explicitDeny") return "with an explicit deny in a service control policy";
  if (identity === "explicitDeny") return "with an explicit deny in an identity-based policy";
  if (boundary === "explicitDeny") return "with an explicit deny in a permissions boundary";
  if (session === "explicitDeny") return "with an explicit deny in a session policy";
  if (organisation === "implicitDeny") {
    return `because no service control policy allows the ${request.action} action`;
  }
  if (identity !== "allowed") return `because no identity-based policy allows the ${request.action} action`;
  if (boundary === "implicitDeny") {
    return `because no permissions boundary allows the ${request.action} action`;
  }
  if (session === "implicitDeny") return `because no session policy allows the ${request.action} action`;
  return undefined;
}

/** The condition keys that every request carries. */
export function requestContext(world: WorldState, caller: Caller, region: string): Record<string, string[]> {
  const context: Record<string, string[]> = {
    "aws:RequestedRegion": [region],
    "aws:PrincipalAccount": [world.accountId],
    "aws:PrincipalArn": [caller.entity.arn],
    "aws:PrincipalType": [caller.session ? "AssumedRole" : "User"],
    "aws:SecureTransport": ["true"],
    "aws:SourceIp": ["127.0.0.1"],
    "aws:userid": [caller.userId],
  };
  if (caller.session) {
    context["sts:SourceIdentity"] = [caller.session.sourceIdentity];
    context["aws:SourceIdentity"] = [caller.session.sourceIdentity];
  } else context["aws:username"] = [caller.name];
  const tags = { ...caller.entity.tags, ...caller.session?.tags };
  for (const [key, value] of Object.entries(tags)) context[`aws:PrincipalTag/${key}`] = [value];
  return context;
}

/** Why this caller may not do this to this resource, in AWS's words; undefined when they may. */
export function whyNot(
  world: WorldState,
  scenario: Scenario,
  caller: Caller,
  now: Date,
  request: PolicyRequest,
): string | undefined {
  const layers = layersOf(world, scenario, caller.entity, request.action, now);
  const sessionPolicies = (caller.session?.policies ?? []).map((text) => parsePolicy(text) ?? NOTHING);
  if (sessionPolicies.length > 0) layers.session = sessionPolicies;
  return objection(layers, request);
}
