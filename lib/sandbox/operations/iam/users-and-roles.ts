import { z } from "zod";
import { newIamId } from "../../ids";
import { iamArn, type Operation, operation } from "../../operation";
import { Refusal } from "../../refusal";
import type { Role } from "../../state";
import * as e from "./entities";
import { boundaryArn, entityOperation, rowsFor } from "./entity-rows";

const creation = {
  Path: e.pathShape.optional(),
  PermissionsBoundary: boundaryArn.optional(),
  Tags: e.tagsShape.optional(),
};
const sessionDuration = z.coerce.number().int().min(3600).max(43_200);

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
];
