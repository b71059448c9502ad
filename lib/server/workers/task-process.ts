import type { ChildProcess } from "node:child_process";

/** What a process of the pool says: "ready" once, at its start; then one "done" or "failed" for each message. */
export type Said = { is: "ready" } | { is: "done"; value: unknown } | { is: "failed"; error: Told };

/** An error, as plain data: a process can send no more of it. */
export interface Told {
  name: string;
  message: string;
  stack?: string | undefined;
}

export type Outcome =
  | { is: "done"; value: unknown }
  /** The task threw, or its process ended: out of memory, a fault of Node. */
  | { is: "failed"; error: Error }
  /** It ran to its deadline and was ended. */
  | { is: "late" }
  /** The caller gave it up. */
  | { is: "stopped" };

export interface Limits {
  /** Longest run of a task, counted from when the process takes it up. */
  deadlineMs: number;
  /** Longest start of a process, which reads its program first. */
  startMs: number;
}

/**
 * One process of the pool, which does one task at a time. A process and no thread: a thread that asks for too much
 * memory at once takes the whole process with it, whatever its limits say, and some loops of the engine cannot be
 * interrupted from beside. A process can be ended in every state.
 */
export class TaskProcess {
  readonly #child: ChildProcess;
  readonly #ready: Promise<void>;
  #hear: (outcome: Outcome) => void = () => {};
  #usable = true;

  /** @param onGone the process has ended, told to or not */
  constructor(child: ChildProcess, onGone: () => void) {
    this.#child = child;
    this.#keepUs(false);
    this.#ready = new Promise((resolve) => {
      child.on("message", (said: Said) => {
        if (said.is === "ready") resolve();
        else this.#hear(said.is === "done" ? said : failed(toError(said.error)));
      });
    });
    let gone = false;
    const leave = (error: Error) => {
      this.#usable = false;
      this.#hear(failed(error));
      if (!gone) onGone();
      gone = true;
    };
    child.on("error", leave);
    child.on("exit", (code, signal) =>
      leave(new Error(`the process ended with ${signal ?? `code ${code}`}`)),
    );
  }

  /** False once the process has ended or was told to. */
  get usable(): boolean {
    return this.#usable;
  }

  /** Runs one task. Whatever but an answer ends the process. Never rejects. */
  async run(message: object, signal: AbortSignal | undefined, limits: Limits): Promise<Outcome> {
    const over = new AbortController();
    let timer: NodeJS.Timeout | undefined;
    this.#keepUs(true);
    const outcome = await new Promise<Outcome>((resolve) => {
      this.#hear = resolve;
      const stop = () => resolve({ is: "stopped" });
      if (signal?.aborted) stop();
      signal?.addEventListener("abort", stop, { signal: over.signal });
      timer = setTimeout(() => resolve(failed(new Error("the process did not start"))), limits.startMs);
      void this.#ready.then(() => {
        if (over.signal.aborted) return;
        clearTimeout(timer);
        timer = setTimeout(() => resolve({ is: "late" }), limits.deadlineMs);
        try {
          this.#child.send(message, (error) => error && resolve(failed(error)));
        } catch (error) {
          resolve(failed(error instanceof Error ? error : new Error("the task cannot be sent")));
        }
      });
    });
    over.abort();
    clearTimeout(timer);
    this.#hear = () => {};
    if (outcome.is !== "done") this.end();
    this.#keepUs(false);
    return outcome;
  }

  end(): void {
    this.#usable = false;
    this.#child.kill("SIGKILL");
  }

  /** Whether our own process stays for this one: for a task, not for an idle process. */
  #keepUs(stay: boolean): void {
    this.#child[stay ? "ref" : "unref"]();
    this.#child.channel?.[stay ? "ref" : "unref"]();
  }
}

function failed(error: Error): Outcome {
  return { is: "failed", error };
}

function toError({ name, message, stack }: Told): Error {
  return Object.assign(new Error(message), { name, stack });
}
