import { z } from "zod";
import { newAccessKeyId } from "../../ids";
import { type Context, type Operation, operation } from "../../operation";
import type { AccessKey } from "../../state";
import * as e from "./entities";

const KEYS_PER_USER = 2;
const who = z.object({ UserName: e.nameShape.optional() });
const userOf = (input: { UserName?: string | undefined }, { world, caller }: Context) =>
  e.requireUser(world, input.UserName ?? caller.name);
const resource = (input: { UserName?: string | undefined }, { world, caller }: Context) =>
  e.entityArn(world, "user", input.UserName ?? caller.name);

function keyOf(input: { UserName?: string | undefined; AccessKeyId: string }, context: Context): AccessKey {
  const key = context.world.iam.accessKeys[input.AccessKeyId];
  if (key?.userName !== userOf(input, context).name) {
    throw e.noSuchEntity(`The Access Key with id ${input.AccessKeyId} cannot be found.`);
  }
  return key;
}

const describeKey = (id: string, key: AccessKey) => ({
  UserName: key.userName,
  AccessKeyId: id,
  Status: key.status,
  CreateDate: key.created,
});

export const accessKeyOperations: readonly Operation[] = [
  operation({
    service: "iam",
    name: "CreateAccessKey",
    action: "iam:CreateAccessKey",
    shape: who,
    resource,
    answer(input, context) {
      const { world, now, secretOf } = context;
      const user = userOf(input, context);
      const keys = Object.values(world.iam.accessKeys).filter((key) => key.userName === user.name);
      if (keys.length >= KEYS_PER_USER) {
        throw e.limitExceeded(`Cannot exceed quota for AccessKeysPerUser: ${KEYS_PER_USER}`);
      }
      const id = newAccessKeyId(world);
      const key: AccessKey = { userName: user.name, status: "Active", created: now.toISOString() };
      world.iam.accessKeys[id] = key;
      return { AccessKey: { ...describeKey(id, key), SecretAccessKey: secretOf(id) } };
    },
  }),
  operation({
    service: "iam",
    name: "ListAccessKeys",
    action: "iam:ListAccessKeys",
    shape: who.extend(e.pagingShape),
    resource,
    answer(input, context) {
      const user = userOf(input, context);
      const keys = Object.entries(context.world.iam.accessKeys).filter(
        ([, key]) => key.userName === user.name,
      );
      return { AccessKeyMetadata: keys.map(([id, key]) => describeKey(id, key)), IsTruncated: false };
    },
  }),
  operation({
    service: "iam",
    name: "UpdateAccessKey",
    action: "iam:UpdateAccessKey",
    shape: who.extend({ AccessKeyId: z.string(), Status: z.enum(["Active", "Inactive"]) }),
    resource,
    answer(input, context) {
      keyOf(input, context).status = input.Status;
      return {};
    },
  }),
  operation({
    service: "iam",
    name: "DeleteAccessKey",
    action: "iam:DeleteAccessKey",
    shape: who.extend({ AccessKeyId: z.string() }),
    resource,
    answer(input, context) {
      keyOf(input, context);
      delete context.world.iam.accessKeys[input.AccessKeyId];
      return {};
    },
  }),
];
