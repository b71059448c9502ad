/**
 * The end of this process, as it is told to what is still under way. On globalThis, since the start of the server and
 * the actions are bundled apart.
 */
const kept = globalThis as typeof globalThis & { wizardStopping?: AbortController | undefined };

function controller(): AbortController {
  kept.wizardStopping ??= new AbortController();
  return kept.wizardStopping;
}

/** Aborted when what is under way must come to its end. */
export function stoppingSignal(): AbortSignal {
  return controller().signal;
}

/** How long the process waits for what is under way, and how long that has to say that it was cut off. */
const PATIENCE_MS = 8_000;
const LAST_WORDS_MS = 2_000;

/**
 * On SIGTERM and SIGINT: Next takes no new requests and ends when the last one is answered. A check that is not done in
 * eight seconds is cut off and says so; two seconds later the process ends, whatever is open.
 */
export function endInTime(): void {
  const onSignal = () => {
    setTimeout(() => controller().abort(), PATIENCE_MS).unref();
    setTimeout(() => {
      console.error("The wizard was stopped while requests were in progress.");
      process.exit(0);
    }, PATIENCE_MS + LAST_WORDS_MS).unref();
  };
  process.once("SIGTERM", onSignal);
  process.once("SIGINT", onSignal);
}
