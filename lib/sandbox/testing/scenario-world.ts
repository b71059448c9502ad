import {
  AttachUserPolicyCommand,
  CreateAccessKeyCommand,
  CreatePolicyCommand,
  CreateUserCommand,
  IAMClient,
  PutUserPolicyCommand,
} from "@aws-sdk/client-iam";
import {
  DeleteAliasCommand,
  EnableKeyCommand,
  KMSClient,
  ScheduleKeyDeletionCommand,
  TagResourceCommand,
} from "@aws-sdk/client-kms";
import type { Sandbox } from "../index";
import { awsSdk } from "./aws-sdk";

const kmsActions = [
  "ListKeys",
  "DescribeKey",
  "DisableKey",
  "ScheduleKeyDeletion",
  "TagResource",
  "PutKeyPolicy",
  "DeleteAlias",
];
const document = (...actions: string[]) =>
  JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: actions, Resource: "*" }] });

/** A world in which a user has the policy, and what that user's calls are answered: "ok" or the end of the sentence. */
export async function worldOf(sandbox: Sandbox, scenario: string) {
  const world = sandbox.createWorld({ scenario });
  const options = { endpoint: sandbox.url, region: "eu-west-1", maxAttempts: 1 };
  const iam = new IAMClient({ ...options, credentials: world.administrator });
  const PolicyDocument = document(
    ...kmsActions.map((name) => `kms:${name}`),
    "iam:ListUsers",
    "logs:DescribeLogGroups",
    "ec2:DescribeRegions",
  );
  const { Policy } = await iam.send(new CreatePolicyCommand({ PolicyName: "p", PolicyDocument }));
  await iam.send(new CreateUserCommand({ UserName: "u" }));
  await iam.send(new AttachUserPolicyCommand({ UserName: "u", PolicyArn: Policy?.Arn }));
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: "u" }));
  const credentials = {
    accessKeyId: AccessKey?.AccessKeyId ?? "",
    secretAccessKey: AccessKey?.SecretAccessKey ?? "",
  };
  const user = awsSdk(sandbox, credentials);
  const kms = new KMSClient({ ...options, credentials });
  const KeyId = `arn:aws:kms:eu-west-1:${world.accountId}:key/6f0f7a4e-0000-4000-8000-000000000000`;
  const said = (call: Promise<unknown>) =>
    call.then(
      () => "ok",
      (error: Error) => `${error.name}: ${error.message.replace(/^.* on resource: \S+ /, "")}`,
    );
  return {
    world,
    user,
    mend: (action: string) =>
      iam.send(
        new PutUserPolicyCommand({ UserName: "u", PolicyName: "mend", PolicyDocument: document(action) }),
      ),
    listKeys: () => said(user.listKeys()),
    listUsers: () => said(user.listUsers()),
    describeRegions: () => said(user.describeRegions()),
    describeKey: () => said(user.describeKey(KeyId)),
    disableKey: () => said(user.disableKey(KeyId)),
    tagResource: () =>
      said(kms.send(new TagResourceCommand({ KeyId, Tags: [{ TagKey: "a", TagValue: "b" }] }))),
    /** Not in the policy. */
    enableKey: () => said(kms.send(new EnableKeyCommand({ KeyId }))),
    scheduleKeyDeletion: () => said(kms.send(new ScheduleKeyDeletionCommand({ KeyId }))),
    deleteAlias: () => said(kms.send(new DeleteAliasCommand({ AliasName: "alias/none" }))),
    notGiven: () => said(user.filterLogEvents("/none")),
  };
}
