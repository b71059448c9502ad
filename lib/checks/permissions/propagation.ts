import { type Verdict, verdictReasons } from "@/lib/verdict";
import { passingFaults } from "../faults";
import { CONTROL_ID } from "./control";
import { WIDER_ID } from "./wider";

/**
 * IAM takes its time: a change is normally seen within 20 s, sometimes after two minutes, and front ends that have
 * and have not heard of it may answer in turn. The waiting loop runs in the browser (so that "stop" is not calling
 * again) and asks these functions what to do. https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html
 * ("Changes that I make are not always immediately visible")
 */
export const waitingLimitMs = 120_000;
/** Quotas of KMS are shared by the whole account: nothing is sent again sooner. */
export const leastPauseMs = 5_000;
const pausesMs = [2_000, 4_000, 8_000, 15_000] as const;

export interface Waiting {
  startedAt: number;
  round: number;
  lastRoundAt: number;
}

export type NextRound =
  | { next: "ask"; actions: string[]; inMs: number; endsAt: number }
  | { next: "done" }
  | { next: "limit" };

export function beginWaiting(now: Date): Waiting {
  return { startedAt: now.getTime(), round: 0, lastRoundAt: now.getTime() };
}

/** After a round has ended. */
export function endRound(waiting: Waiting, now: Date): Waiting {
  return { ...waiting, round: waiting.round + 1, lastRoundAt: now.getTime() };
}

/**
 * What to do next: which actions to send again and when, or why not. Open are denied actions, those that changed
 * and want a second agreeing answer, and those that a passing fault hid; never what no probe can settle.
 */
export function nextRound(waiting: Waiting, verdicts: readonly Verdict[], now: Date): NextRound {
  const actions = openActions(verdicts);
  if (actions.length === 0) return { next: "done" };
  // A network that is not there is asked once more, and is not IAM's delay.
  if (waiting.round > 0 && actions.every((id) => isOutOfReach(verdicts.find((one) => one.id === id))))
    return { next: "done" };
  const pause = Math.max(leastPauseMs, pausesMs[Math.min(waiting.round, pausesMs.length - 1)] ?? 15_000);
  const dueAt = Math.max(waiting.lastRoundAt + pause, now.getTime());
  const endsAt = waiting.startedAt + waitingLimitMs;
  if (dueAt > endsAt) return { next: "limit" };
  return { next: "ask", actions, inMs: dueAt - now.getTime(), endsAt };
}

/** The actions that sending again may settle. */
export function openActions(verdicts: readonly Verdict[]): string[] {
  return verdicts
    .filter((verdict) => verdict.status === "fail" || isUnconfirmed(verdict) || isPassingFault(verdict))
    .map(({ id }) => id);
}

/**
 * The verdicts of an earlier run with those of a later one over them. What an earlier run said of itself (its control,
 * permissions beyond the plan's limits) goes with the last of its verdicts on an action. Its control goes at once: the
 * later run had its own. Its warning of a wider policy stays beside what still stands of it, since the actions that it
 * was about are allowed and not asked again.
 */
export function joinRuns(earlier: readonly Verdict[], later: readonly Verdict[]): Verdict[] {
  const asked = new Set(later.map(({ id }) => id));
  const standing = earlier.filter(({ id }) => !asked.has(id) && id !== CONTROL_ID);
  if (standing.every(({ id }) => id === WIDER_ID)) return [...later];
  return [...new Map([...earlier, ...later].map((verdict) => [verdict.id, verdict])).values()].filter(
    ({ id }) => id !== CONTROL_ID || asked.has(id),
  );
}

/**
 * A permission that flips counts only after two agreeing answers. The first answer that contradicts the last one
 * makes the action `unknown` ("once only"); a second that agrees with it counts.
 */
export function countFlip(before: Verdict | undefined, next: Verdict): Verdict {
  const unconfirmed = before !== undefined && isUnconfirmed(before);
  const flips =
    (before?.status === "fail" && next.status === "pass") ||
    (before?.status === "pass" && next.status === "fail");
  // When the last one was unconfirmed already, agreement counts, and a flip back does not wait.
  if (!flips || unconfirmed) return next;
  const allowed = next.status === "pass";
  const word = allowed ? "allowed now, denied before" : "denied now, allowed before";
  return {
    ...next,
    status: "unknown",
    evidence: {
      ...next.evidence,
      reason: allowed ? verdictReasons.onceAllowed : verdictReasons.onceDenied,
      found: `Only one answer so far: ${word}. A second agreeing answer is needed, since a change reaches AWS's servers one after another.`,
    },
  };
}

export function isUnconfirmed({ status, evidence }: Verdict): boolean {
  const { onceAllowed, onceDenied } = verdictReasons;
  return status === "unknown" && (evidence.reason === onceAllowed || evidence.reason === onceDenied);
}

/** Throttled, timed out, unreachable: another try may say more. */
function isOutOfReach(verdict: Verdict | undefined): boolean {
  return verdict?.status === "unknown" && verdict.evidence.reason === "unreachable";
}

function isPassingFault({ status, evidence }: Verdict): boolean {
  return status === "unknown" && passingFaults.some((kind) => kind === evidence.reason);
}
