import { z } from "zod";
import { newIamId } from "../../ids";
import { iamArn, type Operation, type Output, operation, page } from "../../operation";
import type { ManagedPolicy, WorldState } from "../../state";
import { awsManagedPolicy } from "../../world";
import * as e from "./entities";

const DOCUMENT_LIMIT = 6144;
const VERSION_LIMIT = 5;

function usersOf(world: WorldState, arn: string) {
  const holding = (kind: e.Kind) =>
    Object.values(e.kinds[kind].all(world)).filter((entity) => entity.attached[arn] !== undefined);
  return { users: holding("user"), roles: holding("role") };
}

function describePolicy(world: WorldState, policy: ManagedPolicy, withDetails: boolean): Output {
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

function describeVersion(policy: ManagedPolicy, id: string, withDocument: boolean): Output {
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
function policyOperation<S extends z.ZodRawShape>(
  name: string,
  extra: S,
  effect: (policy: ManagedPolicy, input: z.output<z.ZodObject<S>>, world: WorldState, now: Date) => Output,
  options: { own?: boolean } = {},
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

const flag = z.enum(["true", "false"]).optional();
const versionId = z.string().regex(/^v[1-9][0-9]*$/);

export const policyOperations: readonly Operation[] = [
  operation({
    service: "iam",
    name: "CreatePolicy",
    action: "iam:CreatePolicy",
    shape: z.object({
      PolicyName: e.nameShape,
      Path: e.pathShape.optional(),
      PolicyDocument: z.string().min(1).max(131_072),
      Description: z.string().max(1000).optional(),
      Tags: e.tagsShape.optional(),
    }),
    resource: (input, { world }) => iamArn(world, `policy${input.Path ?? "/"}${input.PolicyName}`),
    answer(input, { world, now }) {
      e.checkDocument(input.PolicyDocument, DOCUMENT_LIMIT);
      const name = input.PolicyName.toLowerCase();
      if (Object.values(world.iam.policies).some((policy) => policy.name.toLowerCase() === name)) {
        throw e.alreadyExists(
          `A policy called ${input.PolicyName} already exists. Duplicate names are not allowed.`,
        );
      }
      const created = now.toISOString();
      const path = input.Path ?? "/";
      const policy: ManagedPolicy = {
        arn: iamArn(world, `policy${path}${input.PolicyName}`),
        id: newIamId(world, "ANPA"),
        name: input.PolicyName,
        path,
        created,
        updated: created,
        ...(input.Description ? { description: input.Description } : {}),
        tags: e.tagRecord(input.Tags),
        defaultVersion: "v1",
        versions: { v1: { document: input.PolicyDocument, created } },
      };
      world.iam.policies[policy.arn] = policy;
      return { Policy: describePolicy(world, policy, true) };
    },
  }),
  operation({
    service: "iam",
    name: "ListPolicies",
    action: "iam:ListPolicies",
    shape: z.object({
      Scope: z.enum(["All", "AWS", "Local"]).optional(),
      OnlyAttached: flag,
      PathPrefix: z.string().optional(),
      PolicyUsageFilter: z.string().optional(),
      ...e.pagingShape,
    }),
    resource: (_, { world }) => iamArn(world, "policy/"),
    answer(input, { world }) {
      const administrator = awsManagedPolicy(
        world,
        `arn:${world.partition}:iam::aws:policy/AdministratorAccess`,
      );
      const local = input.Scope === "AWS" ? [] : Object.values(world.iam.policies);
      const aws = input.Scope === "Local" || !administrator ? [] : [administrator];
      const policies = [...local, ...aws]
        .filter((policy) => policy.path.startsWith(input.PathPrefix ?? "/"))
        .map((policy) => describePolicy(world, policy, false))
        .filter((policy) => input.OnlyAttached !== "true" || Number(policy.AttachmentCount) > 0);
      const { items, next } = page(policies, input.MaxItems ?? 100, input.Marker);
      return { Policies: items, IsTruncated: next !== undefined, Marker: next };
    },
  }),
  policyOperation("GetPolicy", {}, (policy, _, world) => ({ Policy: describePolicy(world, policy, true) })),
  policyOperation("ListPolicyVersions", e.pagingShape, (policy) => ({
    Versions: Object.keys(policy.versions)
      .sort((a, b) => Number(b.slice(1)) - Number(a.slice(1)))
      .map((id) => describeVersion(policy, id, false)),
    IsTruncated: false,
  })),
  policyOperation("GetPolicyVersion", { VersionId: versionId }, (policy, { VersionId }) => ({
    PolicyVersion: describeVersion(policy, VersionId, true),
  })),
  policyOperation("ListPolicyTags", e.pagingShape, (policy) => ({
    Tags: e.tagList(policy.tags),
    IsTruncated: false,
  })),
  policyOperation(
    "ListEntitiesForPolicy",
    { ...e.pagingShape, EntityFilter: z.string().optional() },
    (policy, _, world) => {
      const { users, roles } = usersOf(world, policy.arn);
      return {
        PolicyGroups: [],
        PolicyUsers: users.map((user) => ({ UserName: user.name, UserId: user.id })),
        PolicyRoles: roles.map((role) => ({ RoleName: role.name, RoleId: role.id })),
        IsTruncated: false,
      };
    },
  ),
  policyOperation(
    "CreatePolicyVersion",
    { PolicyDocument: z.string().min(1).max(131_072), SetAsDefault: flag },
    (policy, input, _, now) => {
      e.checkDocument(input.PolicyDocument, DOCUMENT_LIMIT);
      if (Object.keys(policy.versions).length >= VERSION_LIMIT) {
        throw e.limitExceeded(
          "A managed policy can have up to 5 versions. Before you create a new version, you must delete an existing version.",
        );
      }
      const highest = Math.max(...Object.keys(policy.versions).map((id) => Number(id.slice(1))));
      const id = `v${highest + 1}`;
      policy.versions[id] = { document: input.PolicyDocument, created: now.toISOString() };
      if (input.SetAsDefault === "true") {
        policy.defaultVersion = id;
        policy.updated = now.toISOString();
      }
      return { PolicyVersion: describeVersion(policy, id, false) };
    },
    { own: true },
  ),
  policyOperation(
    "SetDefaultPolicyVersion",
    { VersionId: versionId },
    (policy, { VersionId }, _, now) => {
      describeVersion(policy, VersionId, false);
      policy.defaultVersion = VersionId;
      policy.updated = now.toISOString();
      return {};
    },
    { own: true },
  ),
  policyOperation(
    "DeletePolicyVersion",
    { VersionId: versionId },
    (policy, { VersionId }) => {
      describeVersion(policy, VersionId, false);
      if (VersionId === policy.defaultVersion) {
        throw e.deleteConflict("Cannot delete the default version of a policy.");
      }
      delete policy.versions[VersionId];
      return {};
    },
    { own: true },
  ),
  policyOperation(
    "DeletePolicy",
    {},
    (policy, _, world) => {
      const { users, roles } = usersOf(world, policy.arn);
      if (users.length + roles.length > 0) {
        throw e.deleteConflict("Cannot delete a policy attached to entities.");
      }
      if (Object.keys(policy.versions).length > 1) {
        throw e.deleteConflict(
          "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.",
        );
      }
      delete world.iam.policies[policy.arn];
      return {};
    },
    { own: true },
  ),
  policyOperation(
    "TagPolicy",
    { Tags: e.tagsShape },
    (policy, { Tags }) => {
      Object.assign(policy.tags, e.tagRecord(Tags));
      return {};
    },
    { own: true },
  ),
  policyOperation(
    "UntagPolicy",
    { TagKeys: z.array(z.string()) },
    (policy, { TagKeys }) => {
      for (const key of TagKeys) delete policy.tags[key];
      return {};
    },
    { own: true },
  ),
];
