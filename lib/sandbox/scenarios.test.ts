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
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Sandbox, startSandbox } from "@/lib/sandbox";
import { scenarios } from "./scenarios";
import { awsSdk } from "./testing/aws-sdk";

let clock = Date.now();
let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ now: () => new Date(clock) });
});
afterAll(() => sandbox.close());

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
async function worldOf(scenario: string) {
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

const missing = expect.stringMatching(/^NotFoundException: Key '.*' does not exist$/);

test("every scenario says beforehand what to expect, under a name of its own", () => {
  expect(new Set(scenarios.map((scenario) => scenario.id)).size).toBe(scenarios.length);
  for (const { id, title, expect: words } of scenarios) {
    expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(title.length).toBeGreaterThan(5);
    expect(words).toMatch(/\.$/);
  }
});

describe("what a caller is answered", () => {
  test("healthy", async () => {
    const w = await worldOf("healthy");
    expect(await w.listKeys()).toBe("ok");
    expect(await w.describeKey()).toEqual(missing);
    expect(await w.notGiven()).toBe(
      "AccessDeniedException: because no identity-based policy allows the logs:FilterLogEvents action",
    );
    expect(await w.enableKey()).toMatch(/^AccessDeniedException: because no identity-based policy allows/);
    expect(await w.deleteAlias()).toMatch(/^NotFoundException: Alias .* is not found\.$/);
  });

  test("one-action-missing, until a statement of its own gives it", async () => {
    const w = await worldOf("one-action-missing");
    expect(await w.scheduleKeyDeletion()).toBe(
      "AccessDeniedException: because no identity-based policy allows the kms:ScheduleKeyDeletion action",
    );
    expect(await w.disableKey()).toEqual(missing);
    await w.mend("kms:ScheduleKeyDeletion");
    expect(await w.scheduleKeyDeletion()).toEqual(missing);
  });

  test("explicit-deny, whatever statement is added", async () => {
    const w = await worldOf("explicit-deny");
    await w.mend("kms:DisableKey");
    expect(await w.disableKey()).toBe(
      "AccessDeniedException: with an explicit deny in an identity-based policy",
    );
    expect(await w.describeKey()).toEqual(missing);
  });

  test("permissions-boundary", async () => {
    const w = await worldOf("permissions-boundary");
    expect(await w.tagResource()).toBe(
      "AccessDeniedException: because no permissions boundary allows the kms:TagResource action",
    );
    expect(await w.disableKey()).toEqual(missing);
  });

  test("region-denied", async () => {
    const w = await worldOf("region-denied");
    expect(await w.listKeys()).toBe(
      "AccessDeniedException: with an explicit deny in a service control policy",
    );
    expect([await w.listUsers(), await w.describeRegions()]).toEqual(["ok", "ok"]);
  });

  test("slow-propagation: nothing at first, everything after twenty seconds, one by one in between", async () => {
    const w = await worldOf("slow-propagation");
    expect(await w.listKeys()).toMatch(/because no identity-based policy allows/);
    let turned = 0;
    for (let second = 0; second <= 20; second += 1) {
      clock += 1000;
      const answers = [await w.listKeys(), await w.listUsers(), await w.describeRegions()];
      const now = answers.filter((answer) => answer === "ok").length;
      expect(now).toBeGreaterThanOrEqual(turned);
      turned = now;
    }
    expect(turned).toBe(3);
  });

  test("throttled: five calls a second", async () => {
    const w = await worldOf("throttled");
    const answers = await Promise.all(Array.from({ length: 8 }, () => w.listKeys()));
    expect(answers.filter((answer) => answer === "ok")).toHaveLength(5);
    expect(answers.find((answer) => answer !== "ok")).toMatch(
      /^ThrottlingException: You have exceeded the rate/,
    );
    clock += 1000;
    expect(await w.listKeys()).toBe("ok");
  });

  test("existence-first: the same answer with and without the permission", async () => {
    const w = await worldOf("existence-first");
    expect(await w.describeKey()).toEqual(missing);
    expect(await w.enableKey()).toEqual(missing);
    expect(await w.listKeys()).toBe("ok");
  });

  test("key-policy-not-delegating: the probes see nothing of it, the real key refuses", async () => {
    const w = await worldOf("key-policy-not-delegating");
    expect(await w.describeKey()).toEqual(missing);
    const { Keys } = await w.user.listKeys();
    await expect(w.user.describeKey(Keys?.[0]?.KeyArn ?? "")).rejects.toThrow(
      /because no resource-based policy allows the kms:DescribeKey action$/,
    );
  });

  test("expired-session leaves an access key alone", async () => {
    const w = await worldOf("expired-session");
    expect(await w.listKeys()).toBe("ok");
  });
});

test("faults spoil as many calls as they are told to", async () => {
  const w = await worldOf("healthy");
  for (const kind of ["reset", "error-500", "error-503", "html", "truncated", "cut-body"] as const) {
    sandbox.setFaults([{ kind, operation: "ListKeys", times: 1 }]);
    expect(await w.listUsers()).toBe("ok");
    expect(await w.listKeys()).not.toBe("ok");
    expect(await w.listKeys()).toBe("ok");
  }
});
