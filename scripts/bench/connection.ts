import {
  AttachUserPolicyCommand,
  CreateAccessKeyCommand,
  CreatePolicyCommand,
  CreateUserCommand,
  IAMClient,
} from "@aws-sdk/client-iam";
import { composePolicy, permissionSets } from "@/lib/permissions";

const accountId = "123456789012";
const region = "eu-west-1";
export const target = { world: "sandbox", partition: "aws", region, accountId } as const;

/** An IAM user with the whole policy, as an administrator of the world makes it. */
export async function newConnection(sandboxUrl: string) {
  const response = await fetch(`${sandboxUrl}/_sandbox/worlds/${accountId}`, {
    method: "PUT",
    body: JSON.stringify({ partition: "aws" }),
  });
  const { administrator } = (await response.json()) as {
    administrator: { accessKeyId: string; secretAccessKey: string };
  };
  const iam = new IAMClient({ endpoint: sandboxUrl, region, credentials: administrator });
  const PolicyDocument = JSON.stringify(composePolicy(permissionSets.map(({ id }) => id)));
  const { Policy } = await iam.send(new CreatePolicyCommand({ PolicyName: "bench", PolicyDocument }));
  await iam.send(new CreateUserCommand({ UserName: "bench" }));
  await iam.send(new AttachUserPolicyCommand({ UserName: "bench", PolicyArn: Policy?.Arn }));
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: "bench" }));
  return { accessKeyId: AccessKey?.AccessKeyId ?? "", secretAccessKey: AccessKey?.SecretAccessKey ?? "" };
}
