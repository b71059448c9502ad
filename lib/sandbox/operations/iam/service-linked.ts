import { z } from "zod";
import { bare } from "@/lib/bare";
import { newIamId } from "../../ids";
import { type Context, iamArn, type Operation, operation } from "../../operation";
import { Refusal } from "../../refusal";
import type { Role } from "../../state";
import { describeEntity } from "./entities";

const roleNames: Record<string, string> = {
  "mrk.kms.amazonaws.com": "AWSServiceRoleForKeyManagementServiceMultiRegionKeys",
  "cks.kms.amazonaws.com": "AWSServiceRoleForKeyManagementServiceCustomKeyStores",
  "rolesanywhere.amazonaws.com": "AWSServiceRoleForRolesAnywhere",
};

const arnOf = (context: Context, service: string) =>
  iamArn(context.world, `role/aws-service-role/${service}/${roleNames[service] ?? "AWSServiceRole"}`);

/**
 * Makes the service-linked role, asking for iam:CreateServiceLinkedRole in the caller's name when KMS does it for them.
 * @param options.existing what to do when it is there: "keep" it, or "refuse" as IAM does
 */
export function makeServiceLinkedRole(
  context: Context,
  service: string,
  options: { existing: "keep" | "refuse" },
): Role {
  const { world, now } = context;
  const name = Object.hasOwn(roleNames, service) ? roleNames[service] : undefined;
  if (!name) throw new Refusal("InvalidInput", `Service ${service} is not a valid service principal.`);
  const there = world.iam.roles[name];
  if (there && options.existing === "keep") return there;
  if (there) {
    throw new Refusal(
      "InvalidInput",
      `Service role name ${name} has been taken in this account, please try a different suffix.`,
    );
  }
  if (options.existing === "keep") {
    context.require("iam:CreateServiceLinkedRole", arnOf(context, service), {
      "iam:AWSServiceName": [service],
    });
  }
  const trust = { Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" };
  const role: Role = {
    arn: arnOf(context, service),
    id: newIamId(world, "AROA"),
    name,
    path: `/aws-service-role/${service}/`,
    created: now.toISOString(),
    tags: bare(),
    attached: bare(),
    inline: bare(),
    trustPolicy: JSON.stringify({ Version: "2012-10-17", Statement: [trust] }),
    maxSessionDuration: 3600,
  };
  world.iam.roles[name] = role;
  return role;
}

export const serviceLinkedOperations: readonly Operation[] = [
  operation({
    service: "iam",
    name: "CreateServiceLinkedRole",
    action: "iam:CreateServiceLinkedRole",
    shape: z.object({
      AWSServiceName: z.string().min(1).max(128),
      Description: z.string().optional(),
      CustomSuffix: z.string().max(64).optional(),
    }),
    resource: (input, context) => arnOf(context, input.AWSServiceName),
    conditions: (input) => ({ "iam:AWSServiceName": [input.AWSServiceName] }),
    answer(input, context) {
      if (input.CustomSuffix) {
        throw new Refusal("InvalidInput", `Custom suffix is not allowed for ${input.AWSServiceName}`);
      }
      return {
        Role: describeEntity(
          "role",
          makeServiceLinkedRole(context, input.AWSServiceName, { existing: "refuse" }),
        ),
      };
    },
  }),
];
