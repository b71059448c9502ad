import { actionsOf, type PolicyScope, permissionSets } from "@/lib/permissions";
import type { Verdict } from "@/lib/verdict";
import type { AwsAnswer, AwsCall } from "../aws-caller";
import { checkPermissions } from "../permissions/check-permissions";
import { checkRegion } from "../regions/region-permissions";
import { regionVerdict } from "../regions/region-verdict";
import { collect } from "./connection";
import { deniedFor, scripted, wellBehaved } from "./scripted";

/** Regions as scripted accounts answer for them. For tests only. */
export const actions = actionsOf(permissionSets.map(({ id }) => id));
export const now = new Date("2026-11-24T12:00:00Z");
export const there = "ap-south-1";

export type Answers = (call: AwsCall) => AwsAnswer;
export const actionOf = ({ service, operation }: AwsCall) =>
  `${service.replace("cloudhsmv2", "cloudhsm")}:${operation}`;
export const bySCP: Answers = (call) =>
  deniedFor(
    actionOf(call),
    "with an explicit deny in a service control policy: arn:aws:organizations::1:policy/x",
  );
/** Some operations answer otherwise than a good account does. */
export const but =
  (operations: readonly string[], answer: Answers): Answers =>
  (call) =>
    operations.includes(call.operation) ? answer(call) : wellBehaved(call);

/** The folded verdict on a region that answers like this, with a home region that answers like that. */
export async function fold(
  answers: Answers,
  options: { home?: Answers | undefined; scope?: PolicyScope | undefined; region?: string | undefined } = {},
): Promise<Verdict> {
  const { scope = {}, region = there } = options;
  const aws = scripted(answers);
  const verdicts = [...(await collect(checkRegion(aws, region, actions, { scope }))).values()];
  const home = options.home
    ? [...(await collect(checkPermissions(scripted(options.home), actions, { scope }))).values()]
    : undefined;
  return regionVerdict({
    aws: { world: "aws", region },
    actions,
    verdicts,
    now,
    scope,
    ...(home ? { home } : {}),
  });
}
