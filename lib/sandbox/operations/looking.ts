import { z } from "zod";
import { partitionTable } from "@/lib/partitions";
import { type Operation, operation, page, regionalArn } from "../operation";
import { Refusal } from "../refusal";
import { optInStatus, regionsOf } from "../world";

/** STS, EC2, CloudWatch Logs and CloudHSM: nothing here changes anything. */
export const lookingOperations: readonly Operation[] = [
  operation({
    service: "sts",
    name: "GetCallerIdentity",
    action: null,
    shape: z.object({}),
    resource: () => "*",
    answer: (_, { caller, world }) => ({ Arn: caller.arn, UserId: caller.userId, Account: world.accountId }),
  }),
  operation({
    service: "ec2",
    name: "DescribeRegions",
    action: "ec2:DescribeRegions",
    shape: z.object({
      AllRegions: z.enum(["true", "false"]).optional(),
      DryRun: z.enum(["true", "false"]).optional(),
      RegionName: z.array(z.string()).optional(),
      Filter: z.array(z.object({ Name: z.string(), Value: z.array(z.string()) })).optional(),
    }),
    resource: () => "*",
    answer(input, { world }) {
      if (input.DryRun === "true") {
        throw new Refusal("DryRunOperation", "Request would have succeeded, but DryRun flag is set.", 412);
      }
      const regions = regionsOf(world)
        .map((name) => ({
          regionName: name,
          regionEndpoint: `ec2.${name}.${partitionTable[world.partition].dnsSuffix}`,
          optInStatus: optInStatus(world, name),
        }))
        .filter((r) => input.AllRegions === "true" || r.optInStatus !== "not-opted-in")
        .filter((r) => input.RegionName === undefined || input.RegionName.includes(r.regionName))
        .filter((r) =>
          (input.Filter ?? []).every(({ Name, Value }) => {
            const found = {
              "region-name": r.regionName,
              endpoint: r.regionEndpoint,
              "opt-in-status": r.optInStatus,
            };
            return Value.includes(found[Name as keyof typeof found] ?? "");
          }),
        );
      return { regionInfo: regions };
    },
  }),
  operation({
    service: "logs",
    name: "DescribeLogGroups",
    action: "logs:DescribeLogGroups",
    shape: z.object({
      limit: z.number().int().min(1).max(50).optional(),
      nextToken: z.string().optional(),
      logGroupNamePrefix: z.string().optional(),
    }),
    resource: (_, context) => regionalArn(context, "logs", "log-group::log-stream:"),
    answer(input, context) {
      const groups = Object.entries(context.world.logGroups)
        .filter(([arn]) => arn.split(":")[3] === context.region)
        .filter(([, group]) => group.name.startsWith(input.logGroupNamePrefix ?? ""));
      const { items, next } = page(groups, input.limit ?? 50, input.nextToken);
      return {
        logGroups: items.map(([arn, group]) => ({
          arn: `${arn}:*`,
          logGroupName: group.name,
          creationTime: Date.parse(group.created),
          storedBytes: 0,
        })),
        ...(next ? { nextToken: next } : {}),
      };
    },
  }),
  operation({
    service: "logs",
    name: "FilterLogEvents",
    action: "logs:FilterLogEvents",
    shape: z.object({
      logGroupName: z
        .string()
        .min(1)
        .max(512)
        .regex(/^[.\-_/#A-Za-z0-9]+$/),
      limit: z.number().int().min(1).max(10_000).optional(),
    }),
    resource: (input, context) => regionalArn(context, "logs", `log-group:${input.logGroupName}:log-stream:`),
    answer(input, context) {
      if (!context.world.logGroups[regionalArn(context, "logs", `log-group:${input.logGroupName}`)]) {
        throw new Refusal("ResourceNotFoundException", "The specified log group does not exist.");
      }
      return { events: [], searchedLogStreams: [] };
    },
  }),
  operation({
    service: "cloudhsmv2",
    name: "DescribeClusters",
    action: "cloudhsm:DescribeClusters",
    shape: z.object({ MaxResults: z.number().int().min(1).max(100).optional() }),
    resource: () => "*",
    answer: () => ({ Clusters: [] }),
  }),
];
