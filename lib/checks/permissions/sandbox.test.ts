import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openAws } from "@/lib/aws";
import { actionsOf, permissionSets } from "@/lib/permissions";
import { type Sandbox, startSandbox } from "@/lib/sandbox";
import { checkPermissions, checkRegions, probes, roleArnOf, simulatePermissions } from "..";
import { type Connection, collect, makeConnection, statuses } from "../testing/connection";

const actions = actionsOf(permissionSets.map(({ id }) => id));
const neverGreen = [
  "iam:CreateServiceLinkedRole",
  "kms:CreateCustomKeyStore",
  "kms:CreateKey",
  "kms:DeleteAlias",
  "kms:UpdateAlias",
];
const region = "eu-west-1";

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

async function connect(scenario = "healthy", allowed: readonly string[] = actions) {
  const world = sandbox.createWorld({});
  const target = { world: "sandbox", partition: "aws", region, accountId: world.accountId } as const;
  const options = { sandboxUrl: sandbox.url };
  const connection = await makeConnection(target, world.administrator, allowed, options);
  world.setScenario(scenario);
  return { world, target, options, ...connection };
}

describe("a healthy account in the sandbox", () => {
  it("gives 39 verdicts: 34 allowed, the five without a proven probe unknown", async () => {
    const { aws, world } = await connect();
    const before = world.snapshot();
    const verdicts = await collect(checkPermissions(aws, actions));
    expect(world.snapshot()).toEqual(before);
    expect(statuses(verdicts)).toEqual(
      Object.fromEntries(actions.map((a) => [a, neverGreen.includes(a) ? "unknown" : "pass"]).sort()),
    );
    for (const verdict of verdicts.values()) {
      const asked = verdict.evidence.lookedAt !== "No call was made";
      expect(verdict.evidence).toMatchObject({ kind: asked ? "probe" : "static", world: "sandbox" });
      expect(verdict.why).toBeTruthy();
    }
  });

  it("declares the same five absent in the table", () => {
    const absent = probes.filter((p) => p.certainty === "absent" && actions.includes(p.action));
    expect(absent.map((p) => p.action).sort()).toEqual(neverGreen);
  });

  it("lists the regions", async () => {
    const { aws } = await connect();
    const { verdict, regions } = await checkRegions(aws);
    expect(verdict.status).toBe("pass");
    expect(regions.find(({ name }) => name === region)).toMatchObject({ name: region });
  });
});

describe("one action taken away, 39 times", () => {
  let connection: Connection & { world: ReturnType<Sandbox["createWorld"]> };
  let healthy: Record<string, string>;
  beforeAll(async () => {
    connection = await connect();
    healthy = statuses(await collect(checkPermissions(connection.aws, actions)));
  });

  it.each(actions)("%s", async (taken) => {
    await connection.allow(actions.filter((action) => action !== taken));
    const before = connection.world.snapshot();
    const verdicts = await collect(checkPermissions(connection.aws, actions));
    expect(connection.world.snapshot()).toEqual(before);
    const got = statuses(verdicts);
    // Where a probe is declared absent, a denial may or may not show; nothing else may change.
    expect({ ...got, [taken]: "" }).toEqual({ ...healthy, [taken]: "" });
    expect(neverGreen.includes(taken) ? ["fail", "unknown"] : ["fail"]).toContain(got[taken]);
    if (got[taken] === "fail") expect(verdicts.get(taken)?.remedy?.command).toContain(`"${taken}"`);
  });
});

describe("broken accounts in the sandbox", () => {
  it("existence first: no verdict on a key, store or alias is green, and the page is told why", async () => {
    const { aws } = await connect(
      "existence-first",
      actions.filter((a) => a !== "kms:DescribeKey"),
    );
    const verdicts = await collect(checkPermissions(aws, actions));
    for (const probe of probes.filter((p) => p.certainty !== "sure" && actions.includes(p.action)))
      expect(verdicts.get(probe.action)?.status, probe.action).toBe("unknown");
    expect(verdicts.get("control-probe")?.status).toBe("warn");
    expect(verdicts.get("kms:ListKeys")?.status).toBe("pass");
  });

  it("an administrator's key: lists pass, the rest is unknown, over-privilege is warned of", async () => {
    const { target, options, world } = await connect();
    const admin = openAws(target, world.administrator, options);
    const verdicts = await collect(checkPermissions(admin, actions));
    expect(verdicts.get("control-probe")).toMatchObject({ status: "warn" });
    expect(verdicts.get("kms:DescribeKey")?.status).toBe("unknown");
    expect(verdicts.get("iam:ListRoles")?.status).toBe("pass");
  });

  it.each([
    ["explicit-deny", /explicit Deny/],
    ["permissions-boundary", /boundary/],
    ["region-denied", /service control policy/],
  ])("%s: the verdict names who can mend it", async (scenario, found) => {
    const { aws } = await connect(scenario);
    const failed = [...(await collect(checkPermissions(aws, actions))).values()].filter(
      (v) => v.status === "fail",
    );
    expect(failed.length).toBeGreaterThan(0);
    for (const verdict of failed) {
      expect(verdict.evidence.found).toMatch(found);
      expect(verdict.remedy?.where).toBeTruthy();
      expect(verdict.remedy?.command).toBeUndefined();
    }
  });

  it("one action missing: that one fails, with the statement that mends it", async () => {
    const { aws } = await connect("one-action-missing");
    const failed = [...(await collect(checkPermissions(aws, actions))).values()].filter(
      (v) => v.status === "fail",
    );
    expect(failed.map(({ id }) => id)).toEqual(["kms:ScheduleKeyDeletion"]);
  });

  it("throttled: nothing is denied and nothing green that was not answered", async () => {
    const { aws } = await connect("throttled");
    const verdicts = [...(await collect(checkPermissions(aws, actions))).values()];
    expect(verdicts.filter((v) => v.status === "fail")).toEqual([]);
    expect(verdicts.length).toBeGreaterThanOrEqual(actions.length);
  });
});

describe("the policy simulator in the sandbox", () => {
  it("settles the five, asked with an administrator's key", async () => {
    const { target, options, world } = await connect();
    const admin = openAws(target, world.administrator, options);
    const verdicts = await simulatePermissions(admin, `arn:aws:iam::${world.accountId}:user/cckm`, actions);
    expect(verdicts.map(({ status }) => status)).toEqual(actions.map(() => "pass"));
    expect(verdicts[0]?.evidence.kind).toBe("simulation");
  });

  it("is not available to the connection itself, which is no failure", async () => {
    const { aws, world } = await connect();
    const verdicts = await simulatePermissions(aws, `arn:aws:iam::${world.accountId}:user/cckm`, actions);
    expect(new Set(verdicts.map(({ status }) => status))).toEqual(new Set(["unknown"]));
  });

  it("finds the role of a session", () => {
    expect(roleArnOf("arn:aws-cn:sts::111122223333:assumed-role/ckm/1002")).toBe(
      "arn:aws-cn:iam::111122223333:role/ckm",
    );
  });
});
