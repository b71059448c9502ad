import { z } from "zod";
import { bare } from "@/lib/bare";
import { newUuid } from "../../ids";
import { type Context, type Operation, type Output, operation, page, regionalArn } from "../../operation";
import { Refusal } from "../../refusal";
import type { WorldState } from "../../state";

export const nameShape = z
  .string()
  .min(1)
  .max(255)
  .regex(/^[ a-zA-Z0-9_-]*$/, "Member must satisfy regular expression pattern: ^[ a-zA-Z0-9-_]*$");
export const tagsShape = z
  .array(z.object({ key: z.string().min(1).max(128), value: z.string().max(256) }))
  .max(200);
export type Tags = z.infer<typeof tagsShape>;

export const invalid = (sentence: string) => new Refusal("ValidationException", sentence, 400);
export const notFound = (sentence: string) => new Refusal("ResourceNotFoundException", sentence, 404);

interface Thing {
  arn: string;
  id: string;
  name: string;
  enabled: boolean;
  created: string;
  updated: string;
}

/** One of the three kinds of things that Roles Anywhere keeps, as its URIs and members name it. */
export interface ThingKind<T extends Thing> {
  /** "TrustAnchor", as in the operations' names. */
  title: string;
  plural: string;
  /** "trustAnchor": member of the answer, and `${member}Id` of the request. */
  member: string;
  /** "trustanchor" and "trustanchors" in the paths, "trust-anchor" in the ARN. */
  path: string;
  arn: string;
  all(world: WorldState): Record<string, T>;
  describe(thing: T): Output;
}

/** The members that a new thing starts with. */
export function newThing(
  kind: { arn: string },
  context: Context,
  name: string,
  enabled: boolean | undefined,
): Thing {
  const id = newUuid(context.world);
  const created = context.now.toISOString();
  const arn = regionalArn(context, "rolesanywhere", `${kind.arn}/${id}`);
  // `enabled` left out means disabled: why so many first sign-ins fail.
  return { arn, id, name, enabled: enabled ?? false, created, updated: created };
}

export function saveTags(context: Context, arn: string, tags: Tags | undefined): void {
  if (!tags || tags.length === 0) return;
  context.require("rolesanywhere:TagResource", arn);
  const kept = context.world.rolesAnywhere.tags[arn] ?? bare();
  for (const { key, value } of tags) kept[key] = value;
  context.world.rolesAnywhere.tags[arn] = kept;
}

/** A row for an operation on one thing by its id. */
export function onThing<T extends Thing, S extends z.ZodRawShape>(
  kind: ThingKind<T>,
  name: string,
  route: string,
  extra: S,
  effect: (thing: T, input: z.output<z.ZodObject<S>>, context: Context) => void,
): Operation {
  const idName = `${kind.member}Id`;
  const arnOf = (input: unknown, context: Context) =>
    regionalArn(context, "rolesanywhere", `${kind.arn}/${(input as Record<string, string>)[idName]}`);
  return operation<unknown>({
    service: "rolesanywhere",
    name,
    action: `rolesanywhere:${name}`,
    route: route.replace("{id}", () => `{${idName}}`),
    shape: z.object({ [idName]: z.string().min(36).max(36) }).and(z.object(extra)),
    resource: arnOf,
    answer(input, context) {
      const thing = kind.all(context.world)[arnOf(input, context)];
      if (!thing) throw notFound(`Resource not found: ${(input as Record<string, string>)[idName]}`);
      effect(thing, input as z.output<z.ZodObject<S>>, context);
      return { [kind.member]: kind.describe(thing) };
    },
  });
}

/** Get, list, delete, enable and disable: the same for every kind. */
export function commonRows<T extends Thing>(kind: ThingKind<T>): Operation[] {
  const one = `/${kind.path}/{id}`;
  const touch = (thing: T, now: Date, enabled: boolean) => {
    thing.enabled = enabled;
    thing.updated = now.toISOString();
  };
  return [
    operation({
      service: "rolesanywhere",
      name: `List${kind.plural}`,
      action: `rolesanywhere:List${kind.plural}`,
      route: `GET /${kind.path}s`,
      shape: z.object({
        pageSize: z.coerce.number().int().min(1).optional(),
        nextToken: z.string().max(10_000).optional(),
      }),
      resource: () => "*",
      answer(input, context) {
        const here = Object.values(kind.all(context.world)).filter(
          (t) => t.arn.split(":")[3] === context.region,
        );
        const { items, next } = page(here, input.pageSize ?? 50, input.nextToken);
        return { [`${kind.member}s`]: items.map(kind.describe), ...(next ? { nextToken: next } : {}) };
      },
    }),
    onThing(kind, `Get${kind.title}`, `GET ${one}`, {}, () => {}),
    onThing(kind, `Delete${kind.title}`, `DELETE ${one}`, {}, (thing, _, { world }) => {
      delete kind.all(world)[thing.arn];
      delete world.rolesAnywhere.tags[thing.arn];
    }),
    onThing(kind, `Enable${kind.title}`, `POST ${one}/enable`, {}, (thing, _, { now }) =>
      touch(thing, now, true),
    ),
    onThing(kind, `Disable${kind.title}`, `POST ${one}/disable`, {}, (thing, _, { now }) =>
      touch(thing, now, false),
    ),
  ];
}
