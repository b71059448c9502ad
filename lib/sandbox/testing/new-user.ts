import type { Sandbox, SandboxWorld } from "../index";
import { awsCli, output } from "./aws-cli";

/** A user with a policy and a key, as the script makes them. */
export async function newUser(sandbox: Sandbox, world: SandboxWorld, policy: string) {
  const cli = awsCli(sandbox, world);
  const arn = output(await cli("iam", "create-policy", "--policy-name", "cckm", "--policy-document", policy))
    .Policy?.Arn as string;
  await cli("iam", "create-user", "--user-name", "cckm");
  await cli("iam", "attach-user-policy", "--user-name", "cckm", "--policy-arn", arn);
  const key = output(await cli("iam", "create-access-key", "--user-name", "cckm")).AccessKey;
  const keys = { accessKeyId: String(key?.AccessKeyId), secretAccessKey: String(key?.SecretAccessKey) };
  return { cli, arn, keys, as: awsCli(sandbox, world, keys) };
}
