import { partitionTable } from "@/lib/partitions";
import { type PolicyScope, probeReach } from "@/lib/permissions";
import type { Verdict } from "@/lib/verdict";
import type { AwsAnswer, AwsCaller } from "../aws-caller";
import { CONTROL_ACTION, controlCall, probeFor } from "../probes";
import { PROBED_SERVICE, type Probe, type ProbeCall } from "../probes/probe";
import { answerQueue } from "./answer-queue";
import { controlVerdict } from "./control";
import { guardCall } from "./guard";
import { absentVerdict, notApplicableVerdict, unknownActionVerdict } from "./not-probed";
import { type Calibration, permissionVerdict } from "./permission-verdict";
import { type Reading, readAnswer } from "./read-answer";
import { widerVerdict } from "./wider";

export interface CheckOptions {
  /** Stops the calls that have not begun; what is open then is `unknown`. */
  signal?: AbortSignal | undefined;
  now?: (() => Date) | undefined;
  /** How the plan limits its policy: for what mends, and for probes that do not meet a limit. */
  scope?: PolicyScope | undefined;
}

interface Settled {
  probe: Probe | undefined; // undefined: the control
  reading: Reading;
}

/**
 * A verdict for every action, each as soon as it can be said, without changing anything in the account: all probes
 * are sent at once, "not found" answers wait until the run has shown that AWS judges the caller first. Ends with one
 * more verdict, `control-probe`, when the run could not show that, and `wider-than-plan` when a probe outside of the
 * plan's limits was allowed. Never throws for what AWS or the network does.
 *
 * @param aws an open caller whose account id is the one that the credentials belong to
 * @param actions IAM actions; each gets one verdict with the action as its id
 */
export async function* checkPermissions(
  aws: AwsCaller,
  actions: readonly string[],
  options: CheckOptions = {},
): AsyncGenerator<Verdict> {
  const now = options.now ?? (() => new Date());
  const ids = aws.names({ region: aws.region, otherRegion: otherRegionOf(aws) });
  const stop = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, stop.signal]) : stop.signal;
  // Stopping answers at once, also when a caller is slow to notice.
  const whenAborted = new Promise<AwsAnswer>((done) =>
    signal.addEventListener("abort", () => done(stopped), { once: true }),
  );
  const verdict = (probe: Probe, reading: Reading, calibration: Calibration) =>
    permissionVerdict({ aws, probe, reading, calibration, scope: options.scope, now: now() });

  const send = async ({ service, operation, input, once }: ProbeCall): Promise<AwsAnswer> => {
    const call = { service, operation, input: input(ids), signal, ...(once ? { retry: false } : {}) };
    guardCall(call, ids);
    if (signal.aborted) return stopped;
    return Promise.race([aws.call(call), whenAborted]);
  };
  const run = async (probe: Probe, call: ProbeCall): Promise<Settled> => {
    for (const condition of probe.onlyIf ?? []) {
      const answer = await send(condition.call);
      if (!answer.ok) return { probe, reading: faultOrUnclear(answer) };
      const list = answer.output[condition.list];
      if (!Array.isArray(list) || list.length === 0)
        return { probe, reading: { is: "unclear", reason: condition.otherwise } };
    }
    return { probe, reading: readAnswer(probe, await send(call)) };
  };

  const wanted: { probe: Probe; call: ProbeCall }[] = [];
  for (const action of new Set(actions)) {
    const probe = probeFor(action);
    if (!probe) yield unknownActionVerdict(aws, action, now());
    else if (probe.call?.service === "cloudhsmv2" && lacksCloudHsm(aws))
      yield notApplicableVerdict(aws, probe, now());
    else if (!probe.call) yield absentVerdict(aws, probe, now());
    else wanted.push({ probe, call: probe.call });
  }
  // The lowest quota goes first, before other callers of the account can use it up.
  wanted.sort((a, b) => Number(b.call.once ?? false) - Number(a.call.once ?? false));
  const calibrated = wanted.filter(({ probe }) => probe.certainty === "calibrated").length;
  const queue = answerQueue<Settled>();
  try {
    for (const { probe, call } of wanted) queue.add(run(probe, call));
    if (calibrated > 0)
      queue.add(
        send(controlCall).then((answer) => ({
          probe: undefined,
          reading: readAnswer(controlReading, answer),
        })),
      );

    const proven = new Set<Probe["scope"]>();
    const waiting: { probe: Probe; reading: Reading }[] = [];
    const wider: string[] = [];
    let control: Reading | undefined;
    const settle = (probe: Probe, reading: Reading) => {
      const settled = verdict(probe, reading, "proven");
      if (settled.status === "pass" && probeReach(probe.action, options.scope ?? {}, PROBED_SERVICE).wider)
        wider.push(probe.action);
      return settled;
    };
    const isProven = (scope: Probe["scope"]) => proven.has("key") || proven.has(scope);
    for await (const { probe, reading } of queue) {
      if (!probe) control = reading;
      if (reading.is === "denied" && (!probe || probe.certainty === "calibrated"))
        proven.add(probe?.scope ?? "key");
      if (!probe) {
        // The control itself is no permission of the connection; it only opens the gate for the others.
      } else if (probe.certainty === "calibrated" && reading.is === "allowed" && !isProven(probe.scope))
        waiting.push({ probe, reading });
      else yield settle(probe, reading);
      for (let at = waiting.length - 1; at >= 0; at -= 1) {
        const held = waiting[at];
        if (!held || !isProven(held.probe.scope)) continue;
        waiting.splice(at, 1);
        yield settle(held.probe, held.reading);
      }
    }
    const shown: Calibration = control?.is === "allowed" ? "over-privileged" : "not-shown";
    for (const { probe, reading } of waiting) yield verdict(probe, reading, shown);
    if (waiting.length > 0)
      yield controlVerdict(aws, { control, over: shown === "over-privileged", now: now() });
    if (wider.length > 0) yield widerVerdict(aws, wider, now());
  } finally {
    // Also when the reader goes away: no call of this run is begun any more.
    stop.abort();
  }
}

/** The answer to a call that was not sent any more. */
export const stopped: AwsAnswer = {
  ok: false,
  failure: { kind: "stopped", code: "Stopped", message: "Not sent." },
};

const controlReading = {
  action: CONTROL_ACTION,
  scope: "key",
  allowed: [{ error: "NotFoundException" }, { error: "DryRunOperationException" }],
} as const;

function faultOrUnclear(answer: Extract<AwsAnswer, { ok: false }>): Reading {
  return answer.failure.kind === "denied" || answer.failure.kind === "answer"
    ? { is: "unclear", failure: answer.failure, reason: "It could not be seen whether the role exists." }
    : { is: "fault", failure: answer.failure };
}

function otherRegionOf({ partition, region }: AwsCaller): string {
  return partitionTable[partition].regions.find((name) => name !== region) ?? region;
}

function lacksCloudHsm({ partition, region }: AwsCaller): boolean {
  return partitionTable[partition].withoutCloudHsm.includes(region);
}
