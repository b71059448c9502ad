import "server-only";
import {
  type AwsCredentials,
  awsOptions,
  openAws,
  refuseForeignCredentials,
  sandboxControl,
} from "@/lib/aws";
import { type AwsCaller, faultWords } from "@/lib/checks";
import type { PlanDocument } from "@/lib/plan";
import { isProblem, type Problem, problem } from "@/lib/problems";
import { getEnvironment, type PlanContext } from "@/lib/server";

/** A caller for one request: the administrator's own credentials, or in a rehearsal those of its pretend account. */
export async function openAdministrator(
  given: AwsCredentials | undefined,
  { plan, signal }: Pick<PlanContext, "plan" | "signal">,
): Promise<AwsCaller | Problem> {
  const options = awsOptions(getEnvironment(), signal);
  const { partition, accountId, region } = plan.document.start;
  const target = { world: plan.world, partition, accountId, region };
  if (given) {
    const refused = refuseForeignCredentials(plan.world, given.accessKeyId);
    return refused ?? openAws(target, given, options);
  }
  if (plan.world !== "sandbox") return problem("secret-needed", { values: { what: "administrator's key" } });
  const { sandboxUrl, sandboxToken } = options;
  if (sandboxUrl === undefined) return problem("sandbox-missing");
  const world = await sandboxControl({ sandboxUrl, sandboxToken }).ensureWorld(accountId, partition);
  return isProblem(world) ? world : openAws(target, world.administrator, options);
}

/** The ARN of the role or user that the simulator is to be asked about. A user's path is looked up: only AWS knows it. */
export async function principalOf(
  aws: AwsCaller,
  { start, identity }: PlanDocument,
): Promise<string | Problem> {
  if (start.signIn !== "access-key") return identity.roleArn || problem("principal-unknown");
  if (identity.userName === "") return problem("principal-unknown");
  const answer = await aws.call({
    service: "iam",
    operation: "GetUser",
    input: { UserName: identity.userName },
  });
  const arn = answer.ok ? (answer.output.User as { Arn?: unknown | undefined } | undefined)?.Arn : undefined;
  if (typeof arn === "string") return arn;
  // Without the right to look: most users stand at the root path, and the simulator says so when this one does not.
  if (!answer.ok && answer.failure.kind !== "denied" && answer.failure.kind !== "answer")
    return problem("sign-in-failed", { values: { reason: faultWords(answer.failure).found } });
  return `arn:${start.partition}:iam::${start.accountId}:user/${identity.userName}`;
}
