import { z } from "zod";
import { iamArn, type Operation, operation } from "../../operation";
import * as e from "./entities";

/** No world has groups; the product only looks for them. */
export const groupOperations: readonly Operation[] = [
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
