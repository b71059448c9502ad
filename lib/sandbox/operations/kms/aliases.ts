import { z } from "zod";
import { type Context, type Operation, operation, page, regionalArn } from "../../operation";
import { Refusal } from "../../refusal";
import { here } from "./account";
import { keyArnOf, keyIdShape, limit, notFound, requireKey } from "./keys";

const aliasName = z
  .string()
  .regex(
    /^alias\/[a-zA-Z0-9/_-]+$/,
    "Member must satisfy regular expression pattern: ^(alias/)[a-zA-Z0-9/_-]+$",
  )
  .max(256);
const aliasArn = (name: string, context: Context) => regionalArn(context, "kms", name);

const aliasInput = z.object({ AliasName: aliasName, TargetKeyId: keyIdShape });

export const aliasOperations: readonly Operation[] = [
  operation({
    service: "kms",
    name: "ListAliases",
    action: "kms:ListAliases",
    shape: z.object({ Limit: limit, Marker: z.string().optional(), KeyId: keyIdShape.optional() }),
    resource: () => "*",
    answer(input, context) {
      const target = input.KeyId
        ? requireKey(keyArnOf(input.KeyId, context), "kms:ListAliases", context).arn
        : undefined;
      const aliases = Object.entries(context.world.kms.aliases)
        .map(([arn, alias]) => ({ arn, ...alias }))
        .filter(here(context))
        .filter((alias) => target === undefined || alias.targetKeyArn === target);
      const { items, next } = page(aliases, input.Limit ?? 50, input.Marker);
      return {
        Aliases: items.map((alias) => ({
          AliasName: alias.arn.split(":").pop(),
          AliasArn: alias.arn,
          TargetKeyId: alias.targetKeyArn.split("/").pop(),
          CreationDate: new Date(alias.created),
        })),
        Truncated: next !== undefined,
        ...(next ? { NextMarker: next } : {}),
      };
    },
  }),
  operation({
    service: "kms",
    name: "CreateAlias",
    action: "kms:CreateAlias",
    shape: aliasInput,
    before(input, context) {
      const arn = keyArnOf(input.TargetKeyId, context);
      if (context.scenario.existenceFirst && !context.world.kms.keys[arn])
        throw notFound(`Key '${arn}' does not exist`);
    },
    resource: (input, context) => [aliasArn(input.AliasName, context), keyArnOf(input.TargetKeyId, context)],
    answer(input, context) {
      const key = requireKey(keyArnOf(input.TargetKeyId, context), "kms:CreateAlias", context);
      const arn = aliasArn(input.AliasName, context);
      if (context.world.kms.aliases[arn])
        throw new Refusal("AlreadyExistsException", `An alias with the name ${arn} already exists`);
      context.world.kms.aliases[arn] = { targetKeyArn: key.arn, created: context.now.toISOString() };
      return {};
    },
  }),
  operation({
    service: "kms",
    name: "UpdateAlias",
    action: "kms:UpdateAlias",
    shape: aliasInput,
    // An alias is resolved to its key before anything is authorised: a missing one says nothing about permissions.
    before: (input, context) => void keyArnOf(input.AliasName, context),
    resource: (input, context) => [
      aliasArn(input.AliasName, context),
      keyArnOf(input.AliasName, context),
      keyArnOf(input.TargetKeyId, context),
    ],
    answer(input, context) {
      const key = requireKey(keyArnOf(input.TargetKeyId, context), "kms:UpdateAlias", context);
      const alias = context.world.kms.aliases[aliasArn(input.AliasName, context)];
      if (alias) alias.targetKeyArn = key.arn;
      return {};
    },
  }),
  operation({
    service: "kms",
    name: "DeleteAlias",
    action: "kms:DeleteAlias",
    shape: z.object({ AliasName: aliasName }),
    before: (input, context) => void keyArnOf(input.AliasName, context),
    resource: (input, context) => [aliasArn(input.AliasName, context), keyArnOf(input.AliasName, context)],
    answer(input, context) {
      delete context.world.kms.aliases[aliasArn(input.AliasName, context)];
      return {};
    },
  }),
];
