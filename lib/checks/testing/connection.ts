import { type AwsCredentials, type AwsOptions, type AwsTarget, openAws } from "@/lib/aws";
import type { Verdict } from "@/lib/verdict";
import type { AwsAnswer, AwsCaller } from "../aws-caller";

/** An IAM user with one policy, and a caller with its key: what CCKM would be. For tests only. */
export interface Connection {
  aws: AwsCaller;
  credentials: AwsCredentials;
  /** Replaces the actions that the user's policy allows. */
  allow(actions: readonly string[]): Promise<void>;
}

const policyOf = (actions: readonly string[]) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: actions.length > 0 ? actions : ["none:Nothing"], Resource: "*" }],
  });

/**
 * Makes the user through the same calls that an administrator would make.
 * @param policy the actions that it allows, or the whole document
 */
export async function makeConnection(
  target: AwsTarget,
  administrator: AwsCredentials,
  policy: readonly string[] | object,
  options: AwsOptions,
): Promise<Connection> {
  // A test's short time-outs are for the connection; setting up has all the time that a busy machine takes.
  const admin = openAws(target, administrator, { ...options, timeoutMs: 60_000 });
  const iam = async (operation: string, input: Record<string, unknown>) =>
    output(await admin.call({ service: "iam", operation, input }), operation);
  const UserName = "cckm";
  await iam("CreateUser", { UserName });
  const made = await iam("CreatePolicy", {
    PolicyName: "cckm",
    PolicyDocument: Array.isArray(policy) ? policyOf(policy) : JSON.stringify(policy),
  });
  const PolicyArn = (made.Policy as { Arn: string }).Arn;
  await iam("AttachUserPolicy", { UserName, PolicyArn });
  const key = (await iam("CreateAccessKey", { UserName })).AccessKey as Record<string, string>;
  const credentials = {
    accessKeyId: key.AccessKeyId ?? "",
    secretAccessKey: key.SecretAccessKey ?? "",
  };
  return {
    aws: openAws(target, credentials, options),
    credentials,
    async allow(next) {
      const { Versions } = (await iam("ListPolicyVersions", { PolicyArn })) as {
        Versions: { VersionId: string; IsDefaultVersion: boolean }[];
      };
      await iam("CreatePolicyVersion", { PolicyArn, PolicyDocument: policyOf(next), SetAsDefault: true });
      for (const version of Versions)
        await iam("DeletePolicyVersion", { PolicyArn, VersionId: version.VersionId });
    },
  };
}

function output(answer: AwsAnswer, operation: string): Record<string, unknown> {
  if (answer.ok) return answer.output;
  throw new Error(`${operation}: ${answer.failure.code} ${answer.failure.message}`);
}

export async function collect(verdicts: AsyncIterable<Verdict>): Promise<Map<string, Verdict>> {
  const all = new Map<string, Verdict>();
  for await (const verdict of verdicts) {
    if (all.has(verdict.id)) throw new Error(`Two verdicts on ${verdict.id}`);
    all.set(verdict.id, verdict);
  }
  return all;
}

/** Statuses by action, for comparing. */
export function statuses(verdicts: ReadonlyMap<string, Verdict>): Record<string, string> {
  return Object.fromEntries([...verdicts].map(([id, { status }]) => [id, status]).sort());
}
