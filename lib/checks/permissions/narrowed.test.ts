import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openAws } from "@/lib/aws";
import { CONTROL_ID, checkPermissions, settlePermissions, simulatePermissions, WIDER_ID } from "@/lib/checks";
import { actionsOf, composePolicy, type Narrowing, permissionSets, serviceNamesOf } from "@/lib/permissions";
import { type Sandbox, startSandbox } from "@/lib/sandbox";
import type { Verdict } from "@/lib/verdict";
import { type Connection, collect, makeConnection } from "../testing/connection";

const vendor = permissionSets.map(({ id }) => id);
const actions = actionsOf(vendor);
const region = "eu-west-1";
const tag = { key: "managed-by", value: "cckm" };
const narrowings: [string, Narrowing][] = [
  ["service names", { serviceNames: serviceNamesOf(vendor) }],
  ["regions", { regions: [region, "eu-central-1"] }],
  ["a tag", { tag }],
  ["all three", { serviceNames: serviceNamesOf(vendor), regions: [region, "eu-central-1"], tag }],
];
const principal = (accountId: string) => `arn:aws:iam::${accountId}:user/cckm`;

describe("a plan that narrows its policy, with exactly that policy in the account", () => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await startSandbox();
  });
  afterAll(() => sandbox.close());

  async function connect(policy: object) {
    const { accountId, administrator } = sandbox.createWorld();
    const target = { world: "sandbox", partition: "aws", region, accountId } as const;
    const options = { sandboxUrl: sandbox.url };
    const connection = await makeConnection(target, administrator, policy, options);
    return { connection, admin: openAws(target, administrator, options), accountId };
  }
  const failed = (verdicts: Iterable<Verdict>) =>
    [...verdicts].filter(({ status }) => status === "fail").map(({ id }) => id);

  it.each(narrowings)(
    "by %s: no probe says denied, the simulator allows all, and all is settled",
    async (_, narrowing) => {
      const scope = { narrowing };
      const { connection, admin, accountId } = await connect(composePolicy(vendor, scope));
      const probed = await collect(checkPermissions(connection.aws, actions, { scope }));
      expect(failed(probed.values())).toEqual([]);
      expect(probed.has(WIDER_ID)).toBe(false);
      expect(probed.get("kms:DisableKey")?.status).toBe(narrowing.tag ? "unknown" : "pass");
      expect(probed.get("kms:ListKeys")?.status).toBe("pass");
      const simulated = await simulatePermissions(admin, principal(accountId), actions, { scope });
      expect(simulated.filter(({ status }) => status !== "pass")).toEqual([]);
      const settled = settlePermissions(actions, { probe: [...probed.values()], simulated });
      expect(settled.filter(({ verdict }) => verdict?.status !== "pass")).toEqual([]);
      expect(settled.filter(({ disagreement }) => disagreement)).toEqual([]);
    },
  );

  it("says what the simulator was asked for", async () => {
    const scope = { narrowing: { tag } };
    const { admin, accountId } = await connect(composePolicy(vendor, scope));
    const [disable, list] = await simulatePermissions(
      admin,
      principal(accountId),
      ["kms:DisableKey", "kms:ListKeys"],
      { scope },
    );
    expect(disable?.evidence.lookedAt).toContain(
      "for aws:RequestedRegion = eu-west-1 and aws:ResourceTag/managed-by = cckm",
    );
    expect(list?.evidence.lookedAt).not.toContain("aws:ResourceTag");
  });

  it("an alias statement that is missing is a denial, though its key is allowed", async () => {
    const scope = { narrowing: { tag } };
    const whole = composePolicy(vendor, scope);
    const Statement = whole.Statement.filter(({ Sid }) => !/Aliases$|FirstTag$/.test(Sid));
    const { admin, accountId } = await connect({ ...whole, Statement });
    const named = [
      "kms:CreateAlias",
      "kms:UpdateAlias",
      "kms:DeleteAlias",
      "kms:TagResource",
      "kms:DisableKey",
    ];
    const verdicts = await simulatePermissions(admin, principal(accountId), named, { scope });
    expect(verdicts.map(({ status }) => status)).toEqual([
      "unknown",
      "unknown",
      "unknown",
      "unknown",
      "pass",
    ]);
    expect(verdicts[0]?.evidence.found).toContain(
      "the simulator cannot be asked about a key without the tag",
    );
  });

  it("without the limits the simulator does not know what to make of the same policy", async () => {
    const { admin, accountId } = await connect(composePolicy(vendor, { narrowing: { tag } }));
    const [disable] = await simulatePermissions(admin, principal(accountId), ["kms:DisableKey"]);
    expect(disable?.status).not.toBe("pass");
  });

  it("a permission that the narrowed policy lacks is not hidden by the narrowing", async () => {
    const scope = { narrowing: { tag } };
    const { connection, admin, accountId } = await connect(
      composePolicy(["region-listing", "custom-key-stores"], scope),
    );
    const probed = await collect(checkPermissions(connection.aws, actions, { scope }));
    // What the tag does not touch is denied; what it does touch is left to the simulator, which denies it.
    expect(failed(probed.values())).toContain("kms:ListKeys");
    expect(probed.get("kms:DisableKey")?.status).toBe("unknown");
    const simulated = await simulatePermissions(admin, principal(accountId), actions, { scope });
    const missing = actionsOf(["key-management"]).filter((name) => name !== "kms:DescribeCustomKeyStores");
    for (const action of missing)
      expect(simulated.find(({ id }) => id === action)?.status, action).toBe("fail");
  });

  it("the vendor's policy passes a narrowed plan, with a warning that it gives more", async () => {
    const scope = { narrowing: { tag } };
    const { connection } = await connect(composePolicy(vendor));
    const probed = await collect(checkPermissions(connection.aws, actions, { scope }));
    expect(probed.get("kms:DisableKey")?.status).toBe("pass");
    expect(probed.get("kms:DisableKey")?.evidence.found).toContain("More than the plan asks for");
    expect(probed.get(WIDER_ID)?.status).toBe("warn");
    expect(probed.has(CONTROL_ID)).toBe(false);
  });

  it("a right to make one service's role is not the right to make both, whatever the probe says", async () => {
    const services = serviceNamesOf(vendor);
    const [mrk = ""] = services;
    const { connection, admin, accountId } = await connect(
      composePolicy(vendor, { narrowing: { serviceNames: [mrk] } }),
    );
    const asked = ["iam:CreateServiceLinkedRole"];
    const role = { AWSServiceName: mrk };
    await admin.call({ service: "iam", operation: "CreateServiceLinkedRole", input: role });
    const status = async (scope: object) =>
      (await collect(checkPermissions(connection.aws, asked, { scope }))).get(asked[0] ?? "")?.status;
    expect(await status({ services: [mrk] })).toBe("pass");
    expect(await status({ services })).toBe("unknown");
    const simulate = async (scope: object) =>
      (await simulatePermissions(admin, principal(accountId), asked, { scope }))[0]?.status;
    expect(await simulate({ services: [mrk] })).toBe("pass");
    expect(await simulate({ services })).toBe("fail");
  });

  it("an organization's Deny is not taken for the narrowing", async () => {
    const scope = { narrowing: { tag } };
    const world = sandbox.createWorld({ scenario: "explicit-deny" });
    const target = { world: "sandbox", partition: "aws", region, accountId: world.accountId } as const;
    const policy = composePolicy(vendor, scope);
    const options = { sandboxUrl: sandbox.url };
    const connection: Connection = await makeConnection(target, world.administrator, policy, options);
    const probed = await collect(checkPermissions(connection.aws, actions, { scope }));
    expect(failed(probed.values()).length).toBeGreaterThan(0);
  });
});

it("asks for the role that the plan names, and for no other", async () => {
  const sandbox = await startSandbox();
  const { accountId, administrator } = sandbox.createWorld();
  const target = { world: "sandbox", partition: "aws", region, accountId } as const;
  const scope = { assumeRoleArn: "arn:aws:iam::444455556666:role/keys" };
  await makeConnection(target, administrator, composePolicy(["assume-role"], scope), {
    sandboxUrl: sandbox.url,
  });
  const admin = openAws(target, administrator, { sandboxUrl: sandbox.url });
  const ask = async (asked: object) =>
    (await simulatePermissions(admin, principal(accountId), ["sts:AssumeRole"], { scope: asked }))[0]?.status;
  expect(await ask(scope)).toBe("pass");
  expect(await ask({ assumeRoleArn: "arn:aws:iam::444455556666:role/others" })).toBe("fail");
  await sandbox.close();
});
