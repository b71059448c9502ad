import { z } from "zod";
import { bare } from "@/lib/bare";
import { newIamId } from "../../ids";
import { iamArn, type Operation, operation, page } from "../../operation";
import type { ManagedPolicy } from "../../state";
import { awsManagedPolicy } from "../../world";
import * as e from "./entities";
import { DOCUMENT_LIMIT, describePolicy, policyOperation, usersOf } from "./managed-policy";

const flag = z.enum(["true", "false"]).optional();

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
        versions: bare([["v1", { document: input.PolicyDocument, created }]]),
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
