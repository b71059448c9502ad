import type { AwsAnswer, FailureKind } from "@/lib/checks";

/** How often a call is sent in all, by what went wrong. What is not listed is final at once: AWS has answered. */
const tries: Partial<Record<FailureKind, number>> = { throttled: 3, service: 3, unreachable: 3 };
const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 2000;

/**
 * Sends until the answer is final or the tries are used up: throttling, 5xx and the network only, with doubling,
 * jittered pauses. A denial, a wrong key, a wrong clock and a time-out are never sent again.
 */
export async function withRetry(
  attempt: () => Promise<AwsAnswer>,
  options: {
    retry: boolean;
    signal?: AbortSignal | undefined;
    pause?: ((ms: number, signal?: AbortSignal) => Promise<void>) | undefined;
  },
): Promise<AwsAnswer> {
  const pause = options.pause ?? sleep;
  for (let sent = 1; ; sent += 1) {
    const answer = await attempt();
    if (answer.ok || !options.retry || options.signal?.aborted) return answer;
    if (sent >= (tries[answer.failure.kind] ?? 1) || isFinal(answer.failure.code)) return answer;
    const ceiling = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (sent - 1));
    await pause(ceiling / 2 + Math.random() * (ceiling / 2), options.signal);
  }
}

/** A name that DNS does not know will not be known 200 ms later; a closed port may be a service that restarts. */
function isFinal(code: string): boolean {
  return code === "ENOTFOUND" || code === "NotImplementedError";
}

function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((done) => {
    const timer = setTimeout(done, ms);
    // A signal of its own: dozens of calls may pause at once, and Node warns of that many listeners on one.
    const own = signal ? AbortSignal.any([signal]) : undefined;
    own?.addEventListener(
      "abort",
      () => {
        clearTimeout(timer);
        done();
      },
      { once: true },
    );
  });
}
