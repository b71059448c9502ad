import { isSingleKeyAction } from "../evaluate/resources";
import { EXAMPLE_ALIAS, EXAMPLE_KEY } from "./example-resources";
import { ALIAS_ACTIONS, type PolicyScope } from "./statement-limits";

/**
 * The resources that AWS judges a request for this action by, in the plan's account; for `*` alone, none is told. A
 * policy that names ARNs allows nothing on `*`: asked about that, it reads as a denial that no real request meets.
 * An alias is judged beside its key. Nothing is known while the account is not.
 * Service authorization reference, "Resource types"; CloudWatch Logs as its own denials name them.
 *
 * @param region the region of the request
 */
export function typicalResources(
  action: string,
  { partition = "aws", accountId }: PolicyScope,
  region: string,
): readonly (string | undefined)[] {
  if (accountId === undefined) return [undefined];
  const arn = (service: string, name: string) => `arn:${partition}:${service}:${region}:${accountId}:${name}`;
  if (ALIAS_ACTIONS.includes(action)) return [arn("kms", EXAMPLE_KEY), arn("kms", EXAMPLE_ALIAS)];
  if (isSingleKeyAction(action)) return [arn("kms", EXAMPLE_KEY)];
  switch (action) {
    // The service authorization reference says "*"; AWS's own denials of the last years name this ARN.
    case "logs:DescribeLogGroups":
      return [arn("logs", "log-group::log-stream:")];
    case "logs:FilterLogEvents":
      return [arn("logs", "log-group:ckm-example:log-stream:")];
    default:
      return [undefined];
  }
}
