import { z } from "zod";
import { type Context, iamArn, type Operation, type Output, operation, page } from "../../operation";
import * as e from "./entities";

const nameOf = (kind: e.Kind, input: unknown) =>
  (input as Record<string, string>)[`${e.kinds[kind].title}Name`] ?? "";
const nameFor = (kind: e.Kind) => ({ [`${e.kinds[kind].title}Name`]: e.nameShape });
const pathOf = (input: unknown) => (input as { Path?: string | undefined }).Path;

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

export const boundaryArn = z.string().min(20).max(2048);
/** What users and roles have in common. */
export function rowsFor(kind: e.Kind): Operation[] {
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
