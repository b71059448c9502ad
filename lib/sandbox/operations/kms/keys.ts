import { z } from "zod";
import { bare } from "@/lib/bare";
import { type Context, type Operation, type Output, operation, regionalArn } from "../../operation";
import { decide, list, parsePolicy } from "../../policy";
import { Refusal } from "../../refusal";
import type { Key } from "../../state";

export const limit = z.number().int().min(1).max(1000).optional();
export const keyIdShape = z.string().min(1).max(2048);

export const notFound = (sentence: string) => new Refusal("NotFoundException", sentence);
export const denied = (sentence: string) => new Refusal("AccessDeniedException", sentence);

/**
 * The ARN that a KeyId stands for. KMS reads the text, and resolves an alias, before it asks about permissions.
 */
export function keyArnOf(keyId: string, context: Context): string {
  const { world, region } = context;
  if (keyId.startsWith("arn:")) {
    const [, partition, service, arnRegion, account, resource = ""] = keyId.split(":");
    if (partition !== world.partition || service !== "kms") throw notFound("Invalid arn");
    if (arnRegion !== region) throw notFound(`Invalid arn ${arnRegion}`);
    if (account !== world.accountId) {
      throw denied(
        `User: ${context.caller.arn} is not authorized to perform this operation on this resource because the resource does not exist in this Region, no resource-based policies allow access, or a resource-based policy explicitly denies access`,
      );
    }
    if (resource.startsWith("alias/")) return aliasTarget(keyId, context);
    if (!/^key\/[A-Za-z0-9-]+$/.test(resource)) throw notFound("Invalid keyId");
    return keyId;
  }
  if (keyId.startsWith("alias/")) return aliasTarget(regionalArn(context, "kms", keyId), context);
  return regionalArn(context, "kms", `key/${keyId}`);
}

function aliasTarget(aliasArn: string, context: Context): string {
  const alias = context.world.kms.aliases[aliasArn];
  if (!alias) throw notFound(`Alias ${aliasArn} is not found.`);
  return alias.targetKeyArn;
}

/** The key of this ARN, once it is certain that its own policy lets the caller through. */
export function requireKey(arn: string, action: string, context: Context): Key {
  const key = context.world.kms.keys[arn];
  if (!key) throw notFound(`Key '${arn}' does not exist`);
  const why = keyPolicyObjection(key, action, context);
  if (why) {
    throw denied(
      `User: ${context.caller.arn} is not authorized to perform: ${action} on resource: ${arn} ${why}`,
    );
  }
  return key;
}

function keyPolicyObjection(key: Key, action: string, context: Context): string | undefined {
  const { accountId, partition } = context.world;
  const principals = [
    "*",
    accountId,
    `arn:${partition}:iam::${accountId}:root`,
    context.caller.arn,
    context.caller.entity.arn,
  ];
  const statements = list(parsePolicy(key.policy)?.Statement).filter(({ Principal }) =>
    typeof Principal === "string"
      ? Principal === "*"
      : list(Principal?.AWS).some((p) => principals.includes(p)),
  );
  const decision = decide([{ Statement: statements }], { action, resource: key.arn, context: {} });
  if (decision === "explicitDeny") return "with an explicit deny in a resource-based policy";
  if (decision === "implicitDeny") return `because no resource-based policy allows the ${action} action`;
  return undefined;
}

const tagConditions = (key: Key | undefined) =>
  bare(Object.entries(key?.tags ?? {}).map(([name, value]) => [`aws:ResourceTag/${name}`, [value]]));

/** A row for an operation on one key. */
export function keyOperation<S extends z.ZodRawShape>(
  name: string,
  extra: S,
  effect: (key: Key, input: z.output<z.ZodObject<S>>, context: Context) => Output,
): Operation {
  const action = `kms:${name}`;
  const shape = z.object({ KeyId: keyIdShape }).and(z.object(extra));
  const arnOf = (input: unknown, context: Context) => keyArnOf((input as { KeyId: string }).KeyId, context);
  return operation<unknown>({
    service: "kms",
    name,
    action,
    shape,
    before(input, context) {
      const arn = arnOf(input, context);
      if (context.scenario.existenceFirst && !context.world.kms.keys[arn]) {
        throw notFound(`Key '${arn}' does not exist`);
      }
    },
    resource: arnOf,
    conditions(input, context) {
      const key = context.world.kms.keys[arnOf(input, context)];
      return { "kms:CallerAccount": [context.world.accountId], ...tagConditions(key) };
    },
    answer(input, context) {
      const key = requireKey(arnOf(input, context), action, context);
      return effect(key, input as z.output<z.ZodObject<S>>, context);
    },
  });
}

/** Refuses an operation that needs the key to be in another state. */
export function requireState(key: Key, ...states: Key["state"][]): void {
  if (states.includes(key.state)) return;
  const words: Record<Key["state"], string> = {
    Enabled: "is enabled",
    Disabled: "is disabled",
    PendingDeletion: "is pending deletion",
    PendingImport: "is pending import",
  };
  throw new Refusal(
    key.state === "Disabled" ? "DisabledException" : "KMSInvalidStateException",
    `${key.arn} ${words[key.state]}.`,
  );
}
