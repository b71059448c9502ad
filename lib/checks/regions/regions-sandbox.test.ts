import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openAws } from "@/lib/aws";
import { actionsOf, permissionSets } from "@/lib/permissions";
import { type FaultKind, type Sandbox, startSandbox } from "@/lib/sandbox";
import {
  type AccountRegion,
  type AwsCaller,
  checkPermissions,
  checkRegion,
  checkRegionReach,
  checkRegions,
  inRegion,
  regionalActions,
  regionVerdict,
} from "..";
import { collect, makeConnection, statuses } from "../testing/connection";

const actions = actionsOf(permissionSets.map(({ id }) => id));
const home = "eu-west-1";
const bad = "eu-west-3";

let sandbox: Sandbox;
let faulty: Sandbox;
beforeAll(async () => {
  [sandbox, faulty] = await Promise.all([startSandbox(), startSandbox()]);
});
afterAll(() => Promise.all([sandbox.close(), faulty.close()]));

async function connect(scenario = "healthy", on = sandbox) {
  const world = on.createWorld({});
  const target = { world: "sandbox", partition: "aws", region: home, accountId: world.accountId } as const;
  const options = { sandboxUrl: on.url, timeoutMs: 400 };
  const { credentials } = await makeConnection(target, world.administrator, actions, options);
  world.setScenario(scenario);
  return { world, target, options, aws: openAws(target, credentials, options) };
}

const listed = async (aws: AwsCaller) => (await checkRegions(aws)).regions;
const reach = async (aws: AwsCaller, regions?: AccountRegion[]) =>
  statuses(await collect(checkRegionReach(aws, regions ?? (await listed(aws)))));

async function checkOne(aws: AwsCaller, region: string) {
  const verdicts = [...(await collect(checkRegion(aws, region, actions))).values()];
  const homes = [...(await collect(checkPermissions(aws, actions))).values()];
  return regionVerdict({ aws: inRegion(aws, region), actions, verdicts, home: homes, now: new Date() });
}

describe("the regions of a pretend account", () => {
  it("are of all three opt-in states, and every one that is on is reached", async () => {
    const { aws, world } = await connect();
    const regions = await listed(aws);
    const count = (state: AccountRegion["optIn"]) => regions.filter(({ optIn }) => optIn === state).length;
    expect([count("opt-in-not-required"), count("opted-in"), count("not-opted-in")]).toEqual([17, 15, 2]);
    const before = world.snapshot();
    const reached = await reach(aws, regions);
    expect(world.snapshot()).toEqual(before);
    const expected = regions.map(({ name, optIn }) => [
      `region:${name}`,
      optIn === "not-opted-in" ? "not-applicable" : "pass",
    ]);
    expect(reached).toEqual(Object.fromEntries(expected.sort()));
  });

  it("have every regional permission, each in its own region", async () => {
    const { aws, world } = await connect();
    const before = world.snapshot();
    for (const region of ["us-east-1", "ap-east-1", "ap-east-2"]) {
      const verdict = await checkOne(aws, region);
      expect(verdict.status, verdict.evidence.found).toBe("pass");
    }
    expect(world.snapshot()).toEqual(before);
  });

  it("closed in part by an organisation: those fail with its name, the others stay open", async () => {
    const { aws } = await connect("far-regions-denied");
    const reached = await reach(aws);
    expect(reached[`region:${home}`]).toBe("pass");
    const denied = Object.keys(reached).filter((id) => reached[id] === "fail");
    expect(denied.every((id) => /region:(af|ap|ca|il|me|mx|sa)-/.test(id))).toBe(true);
    expect(denied).toHaveLength(20);
    expect(await checkOne(aws, "eu-north-1")).toMatchObject({ status: "pass" });
    expect(await checkOne(aws, "sa-east-1")).toMatchObject({
      status: "fail",
      evidence: {
        found: expect.stringMatching(/All 30 .*service control policy of the organization; the home/),
      },
      remedy: { where: expect.stringMatching(/AWS organization/) },
    });
  });

  it("closed altogether by an organisation: the home region is closed too, and no region is blamed", async () => {
    const { aws } = await connect("region-denied");
    const verdicts = await collect(checkRegionReach(aws, await listed(aws)));
    expect(verdicts.get(`region:${home}`)?.evidence.found).toMatch(/denied by a service control policy/);
    expect(verdicts.get("region:us-east-1")?.evidence.found).toMatch(
      /denied in the home region eu-west-1 too/,
    );
    expect((await checkOne(aws, "us-east-1")).evidence.found).toMatch(/the home region denies them too/);
  });

  it("in the other partitions, too", async () => {
    for (const [partition, region] of [
      ["aws-us-gov", "us-gov-east-1"],
      ["aws-cn", "cn-north-1"],
    ] as const) {
      const world = sandbox.createWorld({ partition });
      const target = { world: "sandbox", partition, region, accountId: world.accountId } as const;
      const { aws } = await makeConnection(target, world.administrator, actions, { sandboxUrl: sandbox.url });
      world.setScenario("far-regions-denied");
      const reached = Object.values(await reach(aws)).sort();
      expect(reached, partition).toEqual(["fail", "pass"]);
    }
  });
});

describe("a fault on the way to one region", () => {
  /** One region's calls go to a sandbox of their own, where everything goes wrong. */
  async function withFault(kind: FaultKind): Promise<AwsCaller> {
    const [good, broken] = [await connect(), await connect("healthy", faulty)];
    faulty.setFaults([{ kind }]);
    return {
      ...good.aws,
      call: (request) => (request.region === bad ? broken.aws : good.aws).call(request),
    };
  }

  it.each<FaultKind>(["timeout", "reset", "error-500", "html", "cut-body", "slow-drip"])(
    "%s: unknown there, and nothing to the others",
    async (kind) => {
      try {
        const aws = await withFault(kind);
        const names = [home, "eu-west-2", bad, "us-east-1"];
        const reached = await reach(
          aws,
          names.map((name) => ({ name, optIn: "opt-in-not-required" })),
        );
        expect(Object.values(reached).filter((status) => status === "pass")).toHaveLength(3);
        expect(reached[`region:${bad}`]).toBe("unknown");
        const verdict = await checkOne(aws, bad);
        expect(verdict.status).toBe("unknown");
        expect(verdict.evidence.found).toMatch(/^0 allowed/);
        expect(await checkOne(aws, "eu-west-2")).toMatchObject({ status: "pass" });
      } finally {
        faulty.setFaults([]);
      }
    },
    30_000,
  );
});

it("a stop in the middle of a region leaves what is open unknown, and the region unknown", async () => {
  const { aws } = await connect();
  const stop = new AbortController();
  sandbox.setLatency(100);
  try {
    const verdicts = [];
    for await (const verdict of checkRegion(aws, "eu-west-2", actions, { signal: stop.signal })) {
      verdicts.push(verdict);
      stop.abort();
    }
    const told = new Map(verdicts.map(({ id, status }) => [id, status]));
    expect(regionalActions(actions).map((action) => told.get(action))).toEqual(
      regionalActions(actions).map(() => "unknown"),
    );
    const folded = regionVerdict({ aws: inRegion(aws, "eu-west-2"), actions, verdicts, now: new Date() });
    expect(folded.status).toBe("unknown");
  } finally {
    sandbox.setLatency(0);
  }
});
