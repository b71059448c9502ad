import { z } from "zod";
import { bare } from "@/lib/bare";
import { type Context, iamArn, type Output } from "../../operation";
import { parsePolicy } from "../../policy";
import { Refusal } from "../../refusal";
import type { Entity, Role, User, WorldState } from "../../state";
import { awsManagedPolicy } from "../../world";

export const nameShape = z
  .string()
  .min(1)
  .max(128)
  .regex(/^[\w+=,.@-]+$/, "Member must satisfy regular expression pattern: [\\w+=,.@-]+");
export const pathShape = z
  .string()
  .max(512)
  .regex(
    /^(\/|\/[\x21-\x7e]+\/)$/,
    "Member must satisfy regular expression pattern: (\\u002F)|(\\u002F[\\u0021-\\u007E]+\\u002F)",
  );
export const arnShape = z.string().min(20).max(2048).regex(/^arn:/, "Member must be an ARN");
export const tagsShape = z
  .array(z.object({ Key: z.string().min(1).max(128), Value: z.string().max(256) }))
  .max(50);
export const pagingShape = {
  MaxItems: z.coerce.number().int().min(1).max(1000).optional(),
  Marker: z.string().optional(),
};

export const noSuchEntity = (sentence: string) => new Refusal("NoSuchEntity", sentence, 404);
export const alreadyExists = (sentence: string) => new Refusal("EntityAlreadyExists", sentence, 409);
export const deleteConflict = (sentence: string) => new Refusal("DeleteConflict", sentence, 409);
export const limitExceeded = (sentence: string) => new Refusal("LimitExceeded", sentence, 409);

export type Kind = "user" | "role";
export const kinds: Record<Kind, { title: "User" | "Role"; all(world: WorldState): Record<string, Entity> }> =
  {
    user: { title: "User", all: (world) => world.iam.users },
    role: { title: "Role", all: (world) => world.iam.roles },
  };

/** Names are found whatever their case, as in IAM. */
export function find(world: WorldState, kind: Kind, name: string): Entity | undefined {
  const all = kinds[kind].all(world);
  return Object.values(all).find((entity) => entity.name.toLowerCase() === name.toLowerCase());
}

export function requireEntity(world: WorldState, kind: Kind, name: string): Entity {
  const entity = find(world, kind, name);
  if (!entity) throw noSuchEntity(`The ${kind} with name ${name} cannot be found.`);
  return entity;
}
export const requireUser = (world: WorldState, name: string): User => requireEntity(world, "user", name);

/** The ARN to authorise on: the entity's own, or what it would be called. */
export function entityArn(world: WorldState, kind: Kind, name: string, path = "/"): string {
  return find(world, kind, name)?.arn ?? iamArn(world, `${kind}${path}${name}`);
}

export const tagList = (tags: Record<string, string>) =>
  Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
export const tagRecord = (tags: { Key: string; Value: string }[] | undefined) =>
  bare((tags ?? []).map(({ Key, Value }) => [Key, Value]));

/** IAM hands policy documents out percent-encoded (RFC 3986). */
export const encodeDocument = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

/** Refuses a text that is no policy, and one that is longer than IAM takes (white space is not counted). */
export function checkDocument(text: string, limit: number): void {
  if (!parsePolicy(text)) throw new Refusal("MalformedPolicyDocument", "Syntax errors in policy.", 400);
  if (text.replace(/\s/g, "").length > limit) {
    throw limitExceeded(`Cannot exceed quota for PolicySize: ${limit}`);
  }
}

/** Refuses a boundary or an attachment that does not exist. */
export function requirePolicy(world: WorldState, arn: string) {
  const policy = world.iam.policies[arn] ?? awsManagedPolicy(world, arn);
  if (!policy) throw noSuchEntity(`Policy ${arn} does not exist or is not attachable.`);
  return policy;
}

export function describeEntity(
  kind: Kind,
  entity: Entity,
  options: { listed?: boolean | undefined } = {},
): Output {
  const { title } = kinds[kind];
  const role = kind === "role" ? (entity as Role) : undefined;
  return {
    Path: entity.path,
    [`${title}Name`]: entity.name,
    [`${title}Id`]: entity.id,
    Arn: entity.arn,
    CreateDate: entity.created,
    ...(role && {
      AssumeRolePolicyDocument: encodeDocument(role.trustPolicy),
      Description: role.description,
      MaxSessionDuration: role.maxSessionDuration,
    }),
    // Lists leave out what costs AWS another look-up.
    ...(!options.listed && entity.boundary
      ? {
          PermissionsBoundary: { PermissionsBoundaryType: "Policy", PermissionsBoundaryArn: entity.boundary },
        }
      : {}),
    ...(!options.listed && Object.keys(entity.tags).length > 0 ? { Tags: tagList(entity.tags) } : {}),
  };
}

export function newEntity(
  context: Context,
  kind: Kind,
  name: string,
  id: string,
  input: {
    Path?: string | undefined;
    PermissionsBoundary?: string | undefined;
    Tags?: { Key: string; Value: string }[] | undefined;
  },
): Entity {
  const { world, now } = context;
  if (find(world, kind, name)) throw alreadyExists(`${kinds[kind].title} with name ${name} already exists.`);
  if (input.PermissionsBoundary) requirePolicy(world, input.PermissionsBoundary);
  const path = input.Path ?? "/";
  return {
    arn: iamArn(world, `${kind}${path}${name}`),
    id,
    name,
    path,
    created: now.toISOString(),
    tags: tagRecord(input.Tags),
    ...(input.PermissionsBoundary ? { boundary: input.PermissionsBoundary } : {}),
    attached: bare(),
    inline: bare(),
  };
}
