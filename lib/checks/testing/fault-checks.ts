import { type AwsOptions, type AwsTarget, openAws } from "@/lib/aws";
import { actionsOf, permissionSets } from "@/lib/permissions";
import { type CallMet, type Fault, type FaultKind, faultKinds, startSandbox } from "@/lib/sandbox";
import type { Verdict } from "@/lib/verdict";
import { checkPermissions } from "..";
import { probeFor, probes } from "../probes";
import { type Connection, collect, makeConnection } from "./connection";
import { seeded } from "./seeded";

/** What a row of seeded checks over a faulty way to AWS came to. For tests only. */
export interface FaultChecks {
  checks: number;
  /** Verdicts that were pass or fail: without them nothing was tested but silence. */
  decided: number;
  /** Calls that each fault spoiled, the verdicts for which that was the last word, and those of them that name it. */
  met: Record<FaultKind, { calls: number; verdicts: number; named: number }>;
  /** A sentence with the seed for each verdict that is not true, or that rests on a fault. */
  wrong: string[];
}

/** Long enough for an honest answer of one lane among many, short enough to meet time-outs and drips in number. */
const TIMEOUT_MS = 1500;
const actions = actionsOf(permissionSets.map(({ id }) => id));
const operations = probes.flatMap(({ call }) => call?.operation ?? []).concat("RevokeGrant");

/** Each waits out the whole time limit, so they are drawn half as often as the others. */
const slow: readonly FaultKind[] = ["timeout", "slow-drip"];
const kinds = [...faultKinds, ...faultKinds.filter((kind) => !slow.includes(kind))];

/** How a verdict words what each fault does; a way through it that is worded otherwise is unknown all the same. */
const words: Record<FaultKind, RegExp> = {
  timeout: /time limit/,
  reset: /could not be reached/,
  "error-500": /server error/,
  "error-503": /server error/,
  throttled: /throttled/,
  "expired-token": /have expired/,
  "clock-skew": /clock .* is off/,
  truncated: /could not be reached/,
  "cut-body": /does not know/,
  html: /instead of AWS/,
  "slow-drip": /time limit/,
};

/**
 * One check a seed, each with its own policy and its own faults. Most of a check is waiting, so several lanes run
 * at once; faults are a sandbox's, so every lane has its own.
 */
export async function faultChecks(seeds: readonly number[], lanes: number): Promise<FaultChecks> {
  const met = Object.fromEntries(faultKinds.map((kind) => [kind, { calls: 0, verdicts: 0, named: 0 }]));
  const sum = { checks: 0, decided: 0, met: met as FaultChecks["met"], wrong: [] };
  const left = [...seeds];
  await Promise.all(Array.from({ length: lanes }, () => runLane(left, sum)));
  return sum;
}

async function runLane(left: number[], sum: FaultChecks): Promise<void> {
  let calls: CallMet[] = [];
  const sandbox = await startSandbox({ onCall: (call) => calls.push(call) });
  try {
    const { accountId, administrator } = sandbox.createWorld();
    const target: AwsTarget = { world: "sandbox", partition: "aws", region: "eu-west-1", accountId };
    const options: AwsOptions = { sandboxUrl: sandbox.url, timeoutMs: TIMEOUT_MS };
    const connection: Connection = await makeConnection(target, administrator, actions, options);
    for (let seed = left.shift(); seed !== undefined; seed = left.shift()) {
      const random = seeded(seed);
      const allowed = random.subset(actions, 0.7);
      const faults = drawFaults(random);
      sandbox.setFaults([]);
      await connection.allow(allowed);
      sandbox.setFaults(faults);
      calls = [];
      // Opened anew as each action of the server does: the SDK remembers by how much a clock was off.
      const aws = openAws(target, connection.credentials, options);
      const verdicts = await collect(checkPermissions(aws, actions));
      judge({ seed, allowed, faults, verdicts, calls }, sum);
    }
  } finally {
    await sandbox.close();
  }
}

/** One to eight operations that something happens to, and in one run of four something that happens to all calls. */
function drawFaults(random: ReturnType<typeof seeded>): Fault[] {
  const draw = (): Fault => ({
    kind: random.pick(kinds),
    // Often all but the last character: the cut that is easiest to overlook.
    share: random.pick([0, random.next(), 1]),
    status: random.pick([200, 302, 403, 407, 511]),
  });
  const faults: Fault[] = Array.from({ length: 1 + random.upTo(8) }, () => ({
    ...draw(),
    operation: random.pick(operations),
    ...(random.next() < 0.5 ? { times: 1 + random.upTo(3) } : {}),
  }));
  if (random.next() < 0.25) faults.push({ ...draw(), after: random.upTo(40) });
  return faults;
}

interface Run {
  seed: number;
  allowed: readonly string[];
  faults: readonly Fault[];
  verdicts: ReadonlyMap<string, Verdict>;
  calls: readonly CallMet[];
}

function judge({ seed, allowed, faults, verdicts, calls }: Run, sum: FaultChecks): void {
  sum.checks += 1;
  const answers = new Map<string, CallMet[]>();
  for (const call of calls) {
    if (call.fault) sum.met[call.fault].calls += 1;
    const operation = call.called.split(".").pop() ?? "";
    answers.set(operation, [...(answers.get(operation) ?? []), call]);
  }
  for (const action of actions) {
    const verdict = verdicts.get(action);
    const spoiledBy = lastFault(answers, probeFor(action)?.call?.operation);
    const wrong = whatIsWrong(verdict, allowed.includes(action), spoiledBy);
    const found = verdict?.evidence.found ?? "";
    if (wrong) sum.wrong.push(`seed ${seed}, ${action}: ${wrong}: ${found} ${JSON.stringify(faults)}`);
    if (verdict && verdict.status !== "unknown") sum.decided += 1;
    if (!spoiledBy) continue;
    sum.met[spoiledBy].verdicts += 1;
    if (words[spoiledBy].test(found)) sum.met[spoiledBy].named += 1;
  }
}

/** The fault that was the last word on an operation. `ListRoles` is also sent as the condition of another probe. */
function lastFault(answers: ReadonlyMap<string, CallMet[]>, operation = ""): FaultKind | undefined {
  const all = answers.get(operation) ?? [];
  return operation === "ListRoles" && all.some(({ fault }) => !fault) ? undefined : all.at(-1)?.fault;
}

function whatIsWrong(
  verdict: Verdict | undefined,
  isAllowed: boolean,
  spoiledBy: FaultKind | undefined,
): string | undefined {
  if (!verdict) return "no verdict";
  if (verdict.status === "unknown") return undefined;
  if (verdict.status !== (isAllowed ? "pass" : "fail")) return `${verdict.status} is not true`;
  return spoiledBy ? `${verdict.status} rests on ${spoiledBy}` : undefined;
}
