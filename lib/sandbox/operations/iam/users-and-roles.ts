import { z } from "zod";
import { newIamId } from "../../ids";
import { type Context, iamArn, type Operation, type Output, operation, page } from "../../operation";
import { Refusal } from "../../refusal";
import type { Role } from "../../state";
import * as e from "./entities";

const nameOf = (kind: e.Kind, input: unknown) =>
  (input as Record<string, string>)[`${e.kinds[kind].title}Name`] ?? "";
const nameFor = (kind: e.Kind) => ({ [`${e.kinds[kind].title}Name`]: e.nameShape });
const pathOf = (input: unknown) => (input as { Path?: string }).Path;

/** A row for an operation on one user or role that must exist. */
export function entityOperation<S extends z.ZodRawShape>(
  kind: e.Kind,
  name: string,
  extra: S,
  effect: (
    entity: ReturnType<typeof e.requireEntity>,
    input: z.output<z.ZodObject<S>>,
    context: Context,
  ) => Output,
): Operation {
  return operation<unknown>({
    service: "iam",
    name,
    action: `iam:${name}`,
    shape: z.object(nameFor(kind)).and(z.object(extra)),
    resource: (input, { world }) => e.entityArn(world, kind, nameOf(kind, input), pathOf(input)),
    answer: (input, context) =>
      effect(
        e.requireEntity(context.world, kind, nameOf(kind, input)),
        input as z.output<z.ZodObject<S>>,
        context,
      ),
  });
}

const boundaryArn = z.string().min(20).max(2048);
const creation = {
  Path: e.pathShape.optional(),
  PermissionsBoundary: boundaryArn.optional(),
  Tags: e.tagsShape.optional(),
};
const sessionDuration = z.coerce.number().int().min(3600).max(43_200);

function rowsFor(kind: e.Kind): Operation[] {
  const { title, all } = e.kinds[kind];
  return [
    operation({
      service: "iam",
      name: `List${title}s`,
      action: `iam:List${title}s`,
      shape: z.object({ PathPrefix: z.string().max(512).startsWith("/").optional(), ...e.pagingShape }),
      resource: (input, { world }) => iamArn(world, `${kind}${input.PathPrefix ?? "/"}`),
      answer(input, { world }) {
        const found = Object.values(all(world)).filter((entity) =>
          entity.path.startsWith(input.PathPrefix ?? "/"),
        );
        found.sort((a, b) => (a.name < b.name ? -1 : 1));
        const { items, next } = page(found, input.MaxItems ?? 100, input.Marker);
        return {
          [`${title}s`]: items.map((entity) => e.describeEntity(kind, entity, { listed: true })),
          IsTruncated: next !== undefined,
          Marker: next,
        };
      },
    }),
    entityOperation(kind, `Delete${title}`, {}, (entity, _, { world }) => {
      if (Object.keys(entity.attached).length > 0) {
        throw e.deleteConflict("Cannot delete entity, must detach all policies first.");
      }
      if (Object.keys(entity.inline).length > 0) {
        throw e.deleteConflict("Cannot delete entity, must delete policies first.");
      }
      if (
        kind === "user" &&
        Object.values(world.iam.accessKeys).some((key) => key.userName === entity.name)
      ) {
        throw e.deleteConflict("Cannot delete entity, must delete access keys first.");
      }
      delete all(world)[entity.name];
      return {};
    }),
    entityOperation(kind, `Tag${title}`, { Tags: e.tagsShape }, (entity, { Tags }) => {
      Object.assign(entity.tags, e.tagRecord(Tags));
      return {};
    }),
    entityOperation(kind, `Untag${title}`, { TagKeys: z.array(z.string()) }, (entity, { TagKeys }) => {
      for (const key of TagKeys) delete entity.tags[key];
      return {};
    }),
    entityOperation(kind, `List${title}Tags`, e.pagingShape, (entity) => ({
      Tags: e.tagList(entity.tags),
      IsTruncated: false,
    })),
    entityOperation(
      kind,
      `Put${title}PermissionsBoundary`,
      { PermissionsBoundary: boundaryArn },
      (entity, input, { world }) => {
        e.requirePolicy(world, input.PermissionsBoundary);
        entity.boundary = input.PermissionsBoundary;
        return {};
      },
    ),
    entityOperation(kind, `Delete${title}PermissionsBoundary`, {}, (entity) => {
      if (!entity.boundary) throw e.noSuchEntity(`${title} ${entity.name} has no permissions boundary.`);
      delete entity.boundary;
      return {};
    }),
  ];
}

export const entityOperations: readonly Operation[] = [
  ...rowsFor("user"),
  ...rowsFor("role"),
  operation({
    service: "iam",
    name: "CreateUser",
    action: "iam:CreateUser",
    shape: z.object({ UserName: e.nameShape.max(64), ...creation }),
    resource: (input, { world }) => iamArn(world, `user${input.Path ?? "/"}${input.UserName}`),
    answer(input, context) {
      const { world } = context;
      const user = e.newEntity(context, "user", input.UserName, newIamId(world, "AIDA"), input);
      world.iam.users[user.name] = user;
      return { User: e.describeEntity("user", user) };
    },
  }),
  operation({
    service: "iam",
    name: "GetUser",
    action: "iam:GetUser",
    shape: z.object({ UserName: e.nameShape.optional() }),
    resource: (input, { world, caller }) => e.entityArn(world, "user", input.UserName ?? caller.name),
    answer: (input, { world, caller }) => ({
      User: e.describeEntity("user", e.requireUser(world, input.UserName ?? caller.name)),
    }),
  }),
  operation({
    service: "iam",
    name: "CreateRole",
    action: "iam:CreateRole",
    shape: z.object({
      RoleName: e.nameShape.max(64),
      AssumeRolePolicyDocument: z.string().min(1).max(131_072),
      Description: z.string().max(1000).optional(),
      MaxSessionDuration: sessionDuration.optional(),
      ...creation,
    }),
    resource: (input, { world }) => iamArn(world, `role${input.Path ?? "/"}${input.RoleName}`),
    answer(input, context) {
      const { world } = context;
      if (input.Path?.startsWith("/aws-service-role/"))
        throw new Refusal("InvalidInput", "That path is reserved.");
      e.checkDocument(input.AssumeRolePolicyDocument, 2048);
      const role: Role = {
        ...e.newEntity(context, "role", input.RoleName, newIamId(world, "AROA"), input),
        trustPolicy: input.AssumeRolePolicyDocument,
        maxSessionDuration: input.MaxSessionDuration ?? 3600,
        ...(input.Description ? { description: input.Description } : {}),
      };
      world.iam.roles[role.name] = role;
      return { Role: e.describeEntity("role", role) };
    },
  }),
  entityOperation("role", "GetRole", {}, (role) => ({ Role: e.describeEntity("role", role) })),
  entityOperation(
    "role",
    "UpdateAssumeRolePolicy",
    { PolicyDocument: z.string().min(1) },
    (entity, input) => {
      e.checkDocument(input.PolicyDocument, 2048);
      (entity as Role).trustPolicy = input.PolicyDocument;
      return {};
    },
  ),
  entityOperation(
    "role",
    "UpdateRole",
    { Description: z.string().max(1000).optional(), MaxSessionDuration: sessionDuration.optional() },
    (entity, input) => {
      const role = entity as Role;
      if (input.Description !== undefined) role.description = input.Description;
      if (input.MaxSessionDuration !== undefined) role.maxSessionDuration = input.MaxSessionDuration;
      return {};
    },
  ),
  operation({
    service: "iam",
    name: "ListGroups",
    action: "iam:ListGroups",
    shape: z.object({ PathPrefix: z.string().optional(), ...e.pagingShape }),
    resource: (input, { world }) => iamArn(world, `group${input.PathPrefix ?? "/"}`),
    answer: (_, { world }) => ({
      Groups: Object.values(world.iam.groups).map((group) => ({
        Path: group.path,
        GroupName: group.name,
        GroupId: group.id,
        Arn: group.arn,
        CreateDate: group.created,
      })),
      IsTruncated: false,
    }),
  }),
  operation({
    service: "iam",
    name: "ListGroupsForUser",
    action: "iam:ListGroupsForUser",
    shape: z.object({ UserName: e.nameShape }),
    resource: (input, { world }) => e.entityArn(world, "user", input.UserName),
    answer(input, { world }) {
      e.requireUser(world, input.UserName);
      return { Groups: [], IsTruncated: false };
    },
  }),
];
