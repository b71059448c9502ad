import { z } from "zod";
import { type Operation, type Output, operation } from "../../operation";
import type { ManagedPolicy, WorldState } from "../../state";
import { awsManagedPolicy } from "../../world";
import * as e from "./entities";

export const DOCUMENT_LIMIT = 6144;

export function usersOf(world: WorldState, arn: string) {
  const holding = (kind: e.Kind) =>
    Object.values(e.kinds[kind].all(world)).filter((entity) => entity.attached[arn] !== undefined);
  return { users: holding("user"), roles: holding("role") };
}

export function describePolicy(world: WorldState, policy: ManagedPolicy, withDetails: boolean): Output {
  const { users, roles } = usersOf(world, policy.arn);
  const all = [...Object.values(world.iam.users), ...Object.values(world.iam.roles)];
  return {
    PolicyName: policy.name,
    PolicyId: policy.id,
    Arn: policy.arn,
    Path: policy.path,
    DefaultVersionId: policy.defaultVersion,
    AttachmentCount: users.length + roles.length,
    PermissionsBoundaryUsageCount: all.filter((entity) => entity.boundary === policy.arn).length,
    IsAttachable: true,
    CreateDate: policy.created,
    UpdateDate: policy.updated,
    ...(withDetails ? { Description: policy.description, Tags: e.tagList(policy.tags) } : {}),
  };
}

export function describeVersion(policy: ManagedPolicy, id: string, withDocument: boolean): Output {
  const version = policy.versions[id];
  if (!version)
    throw e.noSuchEntity(`Policy ${policy.arn} version ${id} does not exist or is not attachable.`);
  return {
    ...(withDocument ? { Document: e.encodeDocument(version.document) } : {}),
    VersionId: id,
    IsDefaultVersion: id === policy.defaultVersion,
    CreateDate: version.created,
  };
}

/** A row for an operation on one managed policy; `own` for those that AWS's own policies refuse. */
export function policyOperation<S extends z.ZodRawShape>(
  name: string,
  extra: S,
  effect: (policy: ManagedPolicy, input: z.output<z.ZodObject<S>>, world: WorldState, now: Date) => Output,
  options: { own?: boolean | undefined } = {},
): Operation {
  return operation<unknown>({
    service: "iam",
    name,
    action: `iam:${name}`,
    shape: z.object({ PolicyArn: e.arnShape }).and(z.object(extra)),
    resource: (input) => (input as { PolicyArn: string }).PolicyArn,
    answer(input, { world, now }) {
      const arn = (input as { PolicyArn: string }).PolicyArn;
      const policy = world.iam.policies[arn] ?? (options.own ? undefined : awsManagedPolicy(world, arn));
      if (!policy) throw e.noSuchEntity(`Policy ${arn} was not found.`);
      return effect(policy, input as z.output<z.ZodObject<S>>, world, now);
    },
  });
}
