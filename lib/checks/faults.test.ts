import { afterAll, beforeAll, expect, it } from "vitest";
import { actionsOf, permissionSets } from "@/lib/permissions";
import { type Fault, type FaultKind, type Sandbox, startSandbox } from "@/lib/sandbox";
import { checkPermissions, probes } from ".";
import { type Connection, collect, makeConnection } from "./testing/connection";
import { seeded } from "./testing/seeded";

/** FAULT_RUNS=1000 is the long form, for `npm run soak`. */
const RUNS = Number(process.env.FAULT_RUNS ?? 20);
const BATCH = 10;
const actions = actionsOf(permissionSets.map(({ id }) => id));
const operations = probes.flatMap(({ call }) => call?.operation ?? []).concat("RevokeGrant");
const kinds: readonly FaultKind[] = [
  "timeout",
  "reset",
  "error-500",
  "error-503",
  "truncated",
  "cut-body",
  "html",
  "slow-drip",
];

let sandbox: Sandbox;
let connection: Connection;
beforeAll(async () => {
  sandbox = await startSandbox();
  const { accountId, administrator } = sandbox.createWorld();
  const target = { world: "sandbox", partition: "aws", region: "eu-west-1", accountId } as const;
  // Long enough for an honest answer, short enough to meet the time-outs and drips in number.
  connection = await makeConnection(target, administrator, actions, {
    sandboxUrl: sandbox.url,
    timeoutMs: 1500,
  });
});
afterAll(() => sandbox.close());

it.each(Array.from({ length: Math.ceil(RUNS / BATCH) }, (_, batch) => batch))(
  "faults between wizard and AWS never become a verdict, batch %i of ten checks",
  async (batch) => {
    let decided = 0;
    for (let run = batch * BATCH; run < (batch + 1) * BATCH; run += 1) {
      const random = seeded(run);
      const allowed = random.subset(actions, 0.7);
      sandbox.setFaults([]);
      await connection.allow(allowed);
      const faults: Fault[] = Array.from({ length: 1 + random.upTo(8) }, () => ({
        kind: random.pick(kinds),
        operation: random.pick(operations),
        ...(random.next() < 0.5 ? { times: 1 + random.upTo(3) } : {}),
      }));
      sandbox.setFaults(faults);
      const verdicts = await collect(checkPermissions(connection.aws, actions));
      for (const action of actions) {
        const { status, evidence } = verdicts.get(action) ?? { status: "missing", evidence: undefined };
        const context = `run ${run}, ${action}: ${evidence?.found}\n${JSON.stringify(faults)}`;
        if (status === "pass") expect(allowed, context).toContain(action);
        else if (status === "fail") expect(allowed, context).not.toContain(action);
        else expect(status, context).toBe("unknown");
        if (status !== "unknown") decided += 1;
      }
    }
    // Otherwise nothing was tested but silence.
    expect(decided).toBeGreaterThan(BATCH);
  },
  300_000,
);
