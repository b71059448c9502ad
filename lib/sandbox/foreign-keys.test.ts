import {
  CreateUserCommand,
  DeleteUserCommand,
  EntityAlreadyExistsException,
  GetUserCommand,
  IAMClient,
  NoSuchEntityException,
} from "@aws-sdk/client-iam";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Sandbox, type SandboxWorld, startSandbox } from "@/lib/sandbox";
import { operations } from "./operations";
import { signedCall } from "./testing/signed-call";

let sandbox: Sandbox;
let world: SandboxWorld;
let other: SandboxWorld;
beforeAll(async () => {
  sandbox = await startSandbox();
  world = sandbox.createWorld();
  other = sandbox.createWorld();
});
afterAll(() => sandbox.close());

const keys = ["__proto__", "constructor", "constructor.prototype", "toString", "hasOwnProperty"];
const members = () => JSON.stringify(Object.getOwnPropertyNames(Object.prototype).sort());

/** All that the type of an input allows and more: what a JSON parser makes of such keys is its own property. */
const poisoned: Record<string, unknown> = JSON.parse(
  `{${keys.flatMap((key) => [`"${key}":{"status":555}`, `"${key}.status":555`, `"Tags.member.1.${key}.status":555`]).join(",")}}`,
);

const call = (name: string, input: Record<string, unknown>, as = world) => {
  const row = operations.find((one) => one.name === name);
  if (row === undefined) throw new Error(`no operation ${name}`);
  return signedCall(sandbox, as, row, input);
};

it.each([
  "ListUsers",
  "GetCallerIdentity",
  "DescribeRegions",
  "ListKeys",
  "DescribeLogGroups",
  "DescribeClusters",
  "ListProfiles",
  "CreateProfile",
])("%s with names of JavaScript's own touches nothing of this process and no other world", async (name) => {
  const before = members();
  const answered = (await call(name, {}, other)).status;
  expect((await call(name, poisoned)).status).toBeLessThan(500);
  expect(members()).toBe(before);
  expect(({} as { status?: unknown }).status).toBeUndefined();
  // The status of an answer was read from every object's prototype.
  expect((await call(name, {}, other)).status).toBe(answered);
});

it.each(["constructor", "toString", "__proto__", "hasOwnProperty"])(
  "%s is a name like any other",
  async (UserName) => {
    const iam = (as: SandboxWorld) =>
      new IAMClient({
        endpoint: sandbox.url,
        region: "us-east-1",
        credentials: as.administrator,
        maxAttempts: 1,
      });
    const [mine, theirs] = [iam(world), iam(other)];
    const get = new GetUserCommand({ UserName });
    await expect(mine.send(get)).rejects.toThrow(NoSuchEntityException);
    await mine.send(new CreateUserCommand({ UserName, Tags: [{ Key: UserName, Value: "x" }] }));
    expect((await mine.send(get)).User).toMatchObject({ UserName, Tags: [{ Key: UserName, Value: "x" }] });
    await expect(mine.send(new CreateUserCommand({ UserName }))).rejects.toThrow(
      EntityAlreadyExistsException,
    );
    await expect(theirs.send(get)).rejects.toThrow(NoSuchEntityException);
    await mine.send(new DeleteUserCommand({ UserName }));
    await expect(mine.send(get)).rejects.toThrow(NoSuchEntityException);
  },
);
