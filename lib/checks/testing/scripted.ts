import type { AwsAnswer, AwsCall, AwsCaller, AwsFailure } from "../aws-caller";
import { newRun } from "../run-ids";

/** A caller that answers from a function: no network, every call remembered in order. For tests only. */
export function scripted(
  answer: (call: AwsCall) => AwsAnswer | Promise<AwsAnswer>,
  target: Partial<Pick<AwsCaller, "world" | "partition" | "accountId" | "region">> = {},
): AwsCaller & { calls: AwsCall[] } {
  const calls: AwsCall[] = [];
  const where = { world: "aws", partition: "aws", accountId: "111122223333", region: "eu-west-1" } as const;
  const caller = { ...where, ...target };
  return {
    ...caller,
    calls,
    names: ({ region, otherRegion }) => newRun({ ...caller, region }, otherRegion),
    async call(request) {
      calls.push(request);
      return answer(request);
    },
  };
}

export function failed(kind: AwsFailure["kind"], code: string, message = ""): AwsAnswer {
  return { ok: false, failure: { kind, code, message } };
}

export const notFound = failed("answer", "NotFoundException", "Key 'arn:aws:kms:…' does not exist");

export function deniedFor(
  action: string,
  ending = `because no identity-based policy allows the ${action} action`,
) {
  return failed(
    "denied",
    "AccessDeniedException",
    `User: arn:aws:iam::111122223333:user/cckm is not authorized to perform: ${action} on resource: x ${ending}`,
  );
}

const lists: Record<string, string> = {
  ListAliases: "Aliases",
  ListKeys: "Keys",
  DescribeCustomKeyStores: "CustomKeyStores",
  ListGroups: "Groups",
  ListRoles: "Roles",
  ListUsers: "Users",
  DescribeLogGroups: "logGroups",
  DescribeRegions: "Regions",
  DescribeClusters: "Clusters",
};

/** AWS as it answers a connection that has the whole policy and nothing more. */
export function wellBehaved(call: AwsCall): AwsAnswer {
  if (call.operation === "RevokeGrant") return deniedFor("kms:RevokeGrant");
  const list = lists[call.operation];
  if (list) return { ok: true, output: { [list]: [] } };
  if (call.operation === "FilterLogEvents") return failed("answer", "ResourceNotFoundException");
  if (call.input.CustomKeyStoreId) return failed("answer", "CustomKeyStoreNotFoundException");
  return notFound;
}
