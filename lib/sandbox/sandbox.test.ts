import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Sandbox, type SandboxWorld, startSandbox } from "@/lib/sandbox";
import { awsSdk } from "./testing/aws-sdk";

let sandbox: Sandbox;
let world: SandboxWorld;
let admin: ReturnType<typeof awsSdk>;
beforeAll(async () => {
  sandbox = await startSandbox();
  world = sandbox.createWorld();
  admin = awsSdk(sandbox, world.administrator);
});
afterAll(() => sandbox.close());

/** Name, sentence and status of the refusal that a call meets. */
async function refusal(call: Promise<unknown>) {
  const error = await call.then(
    () => undefined,
    (reason) =>
      reason as { name: string; message: string; $metadata: { httpStatusCode: number; requestId: string } },
  );
  expect(error?.$metadata.requestId).toMatch(/^[0-9a-f-]{36}$/);
  return { name: error?.name, message: error?.message, status: error?.$metadata.httpStatusCode };
}

const keyArn = (account: string, region = "eu-west-1") =>
  `arn:aws:kms:${region}:${account}:key/6f0f7a4e-0000-4000-8000-000000000000`;

describe("each service answers in its own protocol", () => {
  test("to the SDK's clients", async () => {
    expect((await admin.getCallerIdentity()).Arn).toBe(`arn:aws:iam::${world.accountId}:user/administrator`);
    expect((await admin.listUsers()).Users?.map((user) => user.UserName)).toEqual(["administrator"]);
    expect((await admin.listKeys()).Keys).toEqual([]);
    expect((await admin.describeLogGroups()).logGroups).toEqual([]);
    expect((await admin.describeClusters()).Clusters).toEqual([]);
    const { Regions = [] } = await admin.describeRegions();
    expect(Regions).toHaveLength(34);
    expect(Regions.find((r) => r.RegionName === "af-south-1")?.OptInStatus).toBe("not-opted-in");
    expect((await admin.describeRegions(false)).Regions).toHaveLength(32);
  });

  test("with the partition's own regions", async () => {
    for (const [partition, region, count] of [
      ["aws-us-gov", "us-gov-west-1", 2],
      ["aws-cn", "cn-north-1", 2],
    ] as const) {
      const own = sandbox.createWorld({ partition });
      const caller = awsSdk(sandbox, own.administrator, region);
      expect((await caller.getCallerIdentity()).Arn).toBe(
        `arn:${partition}:iam::${own.accountId}:user/administrator`,
      );
      expect((await caller.describeRegions()).Regions).toHaveLength(count);
      expect((await refusal(awsSdk(sandbox, own.administrator).listKeys())).name).toBe(
        "UnrecognizedClientException",
      );
    }
  });

  test("an operation that it does not know", async () => {
    const {
      UpdateKeyDescriptionCommand: _,
      GenerateRandomCommand,
      KMSClient,
    } = await import("@aws-sdk/client-kms");
    const kms = new KMSClient({
      endpoint: sandbox.url,
      region: "eu-west-1",
      credentials: world.administrator,
      maxAttempts: 1,
    });
    expect(await refusal(kms.send(new GenerateRandomCommand({})))).toMatchObject({
      name: "UnknownOperationException",
      status: 400,
    });
    const { DescribeInstancesCommand, EC2Client } = await import("@aws-sdk/client-ec2");
    const ec2 = new EC2Client({
      endpoint: sandbox.url,
      region: "eu-west-1",
      credentials: world.administrator,
      maxAttempts: 1,
    });
    expect(await refusal(ec2.send(new DescribeInstancesCommand({})))).toMatchObject({
      name: "InvalidAction",
      status: 400,
    });
  });
});

describe("credentials", () => {
  const unknown = { accessKeyId: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: "x" };
  test.each([
    [
      "a key that it does not know",
      () => unknown,
      ["UnrecognizedClientException", 400],
      ["InvalidClientTokenId", 403],
      ["AuthFailure", 401],
    ],
    [
      "a wrong secret",
      () => ({ ...world.administrator, secretAccessKey: "x" }),
      ["InvalidSignatureException", 400],
      ["SignatureDoesNotMatch", 403],
      ["AuthFailure", 401],
    ],
    [
      "an unknown token",
      () => ({ ...world.administrator, sessionToken: "x.y" }),
      ["UnrecognizedClientException", 400],
      ["InvalidClientTokenId", 403],
      ["AuthFailure", 401],
    ],
  ] as const)("are refused: %s", async (_, keys, json, query, ec2) => {
    const caller = awsSdk(sandbox, keys());
    const seen = [];
    for (const call of [caller.listKeys(), caller.listUsers(), caller.describeRegions()]) {
      const { name, status } = await refusal(call);
      seen.push([name, status]);
    }
    expect(seen).toEqual([json, query, ec2]);
  });

  test("of another clock are refused with AWS's time", async () => {
    const late = await startSandbox({ now: () => new Date(Date.now() + 3_600_000) });
    const caller = awsSdk(late, late.createWorld().administrator);
    const { name, message } = await refusal(caller.listKeys());
    expect(name).toBe("InvalidSignatureException");
    expect(message).toMatch(
      /^Signature expired: \d{8}T\d{6}Z is now earlier than \d{8}T\d{6}Z \(\d{8}T\d{6}Z - 5 min\.\)$/,
    );
    expect((await refusal(caller.describeRegions())).name).toBe("RequestExpired");
    await late.close();
  });

  test("do not reach a region that is switched off", async () => {
    const caller = awsSdk(sandbox, world.administrator, "af-south-1");
    expect(await refusal(caller.listKeys())).toMatchObject({ name: "OptInRequired", status: 403 });
    expect(await refusal(caller.describeRegions())).toMatchObject({ name: "OptInRequired", status: 401 });
  });
});

describe("KMS looks at a KeyId as AWS does", () => {
  test.each([
    [
      "a key that is not there",
      () => keyArn(world.accountId),
      /^NotFoundException: Key 'arn:aws:kms:.*' does not exist$/,
    ],
    [
      "a bare word",
      () => "fake-key",
      /^NotFoundException: Key 'arn:aws:kms:eu-west-1:\d+:key\/fake-key' does not exist$/,
    ],
    [
      "another region's ARN",
      () => keyArn(world.accountId, "us-west-2"),
      /^NotFoundException: Invalid arn us-west-2$/,
    ],
    [
      "an alias that is not there",
      () => "alias/none",
      /^NotFoundException: Alias arn:.*:alias\/none is not found\.$/,
    ],
    [
      "another account's key",
      () => keyArn("999999999999"),
      /^AccessDeniedException: .* the resource does not exist in this Region, no resource-based policies allow access/,
    ],
  ])("%s", async (_, keyId, expected) => {
    const { name, message, status } = await refusal(admin.describeKey(keyId()));
    expect(`${name}: ${message}`).toMatch(expected);
    expect(status).toBe(400);
  });
});

test("one world never sees or touches another", async () => {
  const other = sandbox.createWorld();
  const before = JSON.stringify(other.snapshot());
  const trust = {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: "*", Action: "sts:AssumeRole" }],
  };
  await admin.createRole({ RoleName: "mine", AssumeRolePolicyDocument: JSON.stringify(trust) });
  world.setScenario("throttled");
  expect(JSON.stringify(other.snapshot())).toBe(before);
  expect((await awsSdk(sandbox, other.administrator).listUsers()).Users).toHaveLength(1);
  world.setScenario("healthy");
});
