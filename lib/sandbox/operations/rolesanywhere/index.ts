import { z } from "zod";
import { type Context, type Operation, operation } from "../../operation";
import { notFound, saveTags, tagsShape } from "./common";
import { crlOperations } from "./crls";
import { profileOperations } from "./profiles";
import { trustAnchorOperations } from "./trust-anchors";

const arnShape = z.string().min(1).max(1011);

function requireThing(arn: string, { world }: Context): void {
  const { trustAnchors, profiles, crls } = world.rolesAnywhere;
  if (!trustAnchors[arn] && !profiles[arn] && !crls[arn]) throw notFound(`Resource not found: ${arn}`);
}

const tagOperations: readonly Operation[] = [
  operation({
    service: "rolesanywhere",
    name: "TagResource",
    action: "rolesanywhere:TagResource",
    route: "POST /TagResource",
    status: 201,
    shape: z.object({ resourceArn: arnShape, tags: tagsShape }),
    resource: (input) => input.resourceArn,
    answer(input, context) {
      requireThing(input.resourceArn, context);
      saveTags(context, input.resourceArn, input.tags);
      return {};
    },
  }),
  operation({
    service: "rolesanywhere",
    name: "UntagResource",
    action: "rolesanywhere:UntagResource",
    route: "POST /UntagResource",
    shape: z.object({ resourceArn: arnShape, tagKeys: z.array(z.string()) }),
    resource: (input) => input.resourceArn,
    answer(input, context) {
      requireThing(input.resourceArn, context);
      for (const key of input.tagKeys) delete context.world.rolesAnywhere.tags[input.resourceArn]?.[key];
      return {};
    },
  }),
  operation({
    service: "rolesanywhere",
    name: "ListTagsForResource",
    action: "rolesanywhere:ListTagsForResource",
    route: "GET /ListTagsForResource",
    shape: z.object({ resourceArn: arnShape }),
    resource: (input) => input.resourceArn,
    answer(input, context) {
      requireThing(input.resourceArn, context);
      const tags = context.world.rolesAnywhere.tags[input.resourceArn] ?? {};
      return { tags: Object.entries(tags).map(([key, value]) => ({ key, value })) };
    },
  }),
  operation({
    service: "rolesanywhere",
    name: "ListSubjects",
    action: "rolesanywhere:ListSubjects",
    route: "GET /subjects",
    shape: z.object({ pageSize: z.coerce.number().optional(), nextToken: z.string().optional() }),
    resource: () => "*",
    // Subjects would be written down by signing in; here signing in leaves no trace.
    answer: () => ({ subjects: [] }),
  }),
];

export const rolesAnywhereOperations: readonly Operation[] = [
  ...trustAnchorOperations,
  ...profileOperations,
  ...crlOperations,
  ...tagOperations,
];
