import type { AwsCaller, AwsFailure } from "@/lib/checks";

export interface CallerIdentity {
  arn: string;
  accountId: string;
}

/**
 * Who the credentials belong to. GetCallerIdentity needs no permission and succeeds even under an explicit deny.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
 */
export async function identify(
  aws: Pick<AwsCaller, "call">,
  signal?: AbortSignal,
): Promise<{ ok: true; identity: CallerIdentity } | { ok: false; failure: AwsFailure }> {
  const answer = await aws.call({ service: "sts", operation: "GetCallerIdentity", input: {}, signal });
  if (!answer.ok) return answer;
  const { Arn, Account } = answer.output;
  if (typeof Arn !== "string" || typeof Account !== "string")
    return {
      ok: false,
      failure: { kind: "unrecognised", code: "NoIdentity", message: "The answer names no caller." },
    };
  return { ok: true, identity: { arn: Arn, accountId: Account } };
}
