import type { AwsCall } from "../aws-caller";
import { PROBED_SERVICE } from "../probes/probe";
import type { RunIds } from "../run-ids";

/** Operations that read without naming a thing. */
const harmlessWithoutName = new Set([
  "kms ListAliases",
  "kms ListKeys",
  "kms DescribeCustomKeyStores",
  "iam ListGroups",
  "iam ListRoles",
  "iam ListUsers",
  "ec2 DescribeRegions",
  "logs DescribeLogGroups",
  "cloudhsmv2 DescribeClusters",
]);

/**
 * The last look at a probe before it is sent. Every thing that it names must be one of the run's own random names;
 * a call that names nothing must be one of the lists above. A destructive operation on a real key cannot pass.
 * Throws: a probe that fails here is a mistake in the program, not an answer.
 */
export function guardCall(call: AwsCall, ids: RunIds): void {
  const { input } = call;
  const own: Record<string, readonly string[]> = {
    KeyId: [ids.keyArn, ids.multiRegionKeyArn],
    TargetKeyId: [ids.keyArn],
    CustomKeyStoreId: [ids.storeId],
    AliasName: [ids.aliasName],
    logGroupName: [ids.logGroupName],
  };
  let named = 0;
  for (const [field, allowed] of Object.entries(own)) {
    const value = input[field];
    if (value === undefined) continue;
    if (typeof value !== "string" || !allowed.includes(value))
      throw new Error(`A probe may only name what this run made up: ${call.operation} ${field}.`);
    named += 1;
  }
  if (named > 0 || harmlessWithoutName.has(`${call.service} ${call.operation}`)) return;
  // The one creating call: the runner sends it only after it has seen that the role exists.
  if (call.operation === "CreateServiceLinkedRole" && input.AWSServiceName === PROBED_SERVICE) return;
  throw new Error(`A probe must name one of the run's own names: ${call.service} ${call.operation}.`);
}
