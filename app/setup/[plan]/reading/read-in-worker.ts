"use client";

import { lostServer, orLost } from "@/app/_action/or-lost";
import { browserProblem, isProblem, type Problem } from "@/lib/problems/browser";
import type { Asked, Said } from "./reading.worker";
import type { TaskInput, TaskName, TaskOutput } from "./tasks";

export interface ReadOptions {
  /** Aborting it ends the worker in mid-work; the answer is then the problem "reading-stopped". */
  signal?: AbortSignal | undefined;
  /** Called once when the reading takes longer than people expect, so that the page can offer to stop it. */
  onSlow?: (() => void) | undefined;
  /** After so long the worker is ended, and the answer is the problem "reading-too-long". */
  longestMs?: number | undefined;
}

const SLOW_MS = 2_000;
const LONGEST_MS = 60_000;
/** A worker that waits for the next task is ended after so long: what it read (a key, perhaps) goes with it. */
const IDLE_MS = 30_000;
/** A page has few boxes; more readings at once than this wait for each other. */
const MOST_AT_ONCE = 4;

interface Reader {
  worker: Worker;
  ready: boolean;
  timer?: ReturnType<typeof setTimeout> | undefined;
}

const idle: Reader[] = [];
const waiting: (() => void)[] = [];
let atWork = 0;

/**
 * Reads a visitor's text in a worker of this browser, so that the page stays alive whatever was pasted, and can stop
 * it. Nothing is sent anywhere. Where there is no worker (an old browser, a chunk that did not load), the task runs in
 * the page. To add a task: one line in `tasks.ts`.
 * @example const read = await readInWorker("sortPile", { files }, { signal });
 * @returns the task's answer, or a problem: reading-stopped, reading-too-long, server-lost (code that did not load)
 * @throws what the task throws (the pure rooms do not), and DataCloneError for an input that cannot be cloned
 */
export async function readInWorker<N extends TaskName>(
  name: N,
  input: TaskInput<N>,
  options: ReadOptions = {},
): Promise<TaskOutput<N> | Problem> {
  const stopped = browserProblem("reading-stopped");
  if (atWork >= MOST_AT_ONCE) await turn(options.signal);
  if (options.signal?.aborted) return stopped;
  atWork += 1;
  try {
    const reader = idle.pop() ?? startReader();
    const outcome = reader && (await ask(reader, { name, input }, options));
    if (outcome !== undefined && outcome.is !== "no-worker") return settle(outcome);
    const inPage = await orLost(import("./tasks"));
    if (isProblem(inPage)) return inPage;
    const answered = await inPage.runTask(name, input);
    if (answered.is === "failed") throw answered.error;
    return answered.is === "done" ? answered.value : lostServer;
  } finally {
    atWork -= 1;
    waiting.shift()?.();
  }

  function settle(outcome: Exclude<Outcome, { is: "no-worker" }>): TaskOutput<N> | Problem {
    if (outcome.is === "done") return outcome.value as TaskOutput<N>;
    if (outcome.is === "failed") throw outcome.error;
    if (outcome.is === "not-loaded") return lostServer;
    if (outcome.is === "stopped") return stopped;
    return browserProblem("reading-too-long", {
      values: { seconds: Math.round((options.longestMs ?? LONGEST_MS) / 1000) },
    });
  }
}

type Outcome =
  | { is: "done"; value: unknown }
  | { is: "failed"; error: unknown }
  | { is: "not-loaded" | "stopped" | "late" | "no-worker" };

function startReader(): Reader | undefined {
  if (typeof Worker === "undefined") return undefined;
  try {
    return { worker: new Worker(new URL("./reading.worker.ts", import.meta.url)), ready: false };
  } catch {
    return undefined;
  }
}

function ask(reader: Reader, asked: Asked, { signal, onSlow, longestMs = LONGEST_MS }: ReadOptions) {
  const { worker } = reader;
  clearTimeout(reader.timer);
  return new Promise<Outcome>((resolve, reject) => {
    const slow = setTimeout(() => onSlow?.(), Math.min(SLOW_MS, longestMs));
    const late = setTimeout(() => finish({ is: "late" }), longestMs);
    const stop = () => finish({ is: "stopped" });
    const finish = (outcome: Outcome) => {
      clearTimeout(slow);
      clearTimeout(late);
      signal?.removeEventListener("abort", stop);
      worker.onmessage = worker.onerror = null;
      if (outcome.is === "done" || outcome.is === "failed" || outcome.is === "not-loaded") rest(reader);
      else worker.terminate();
      resolve(outcome);
    };
    signal?.addEventListener("abort", stop);
    worker.onmessage = ({ data }: MessageEvent<Said>) => {
      if (data.is === "ready") reader.ready = true;
      else finish(data);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      // Before it was ready: its script did not load. Later: it broke down (memory), and so would the page.
      finish(reader.ready ? { is: "failed", error: new Error(event.message) } : { is: "no-worker" });
    };
    try {
      worker.postMessage(asked);
    } catch (error) {
      reject(error);
      finish({ is: "stopped" });
    }
  });
}

/** Keeps one worker for the next task, for a while. */
function rest(reader: Reader): void {
  if (idle.length > 0) {
    reader.worker.terminate();
    return;
  }
  idle.push(reader);
  reader.timer = setTimeout(() => {
    idle.splice(idle.indexOf(reader), 1);
    reader.worker.terminate();
  }, IDLE_MS);
}

/** Waits for a place; an aborted reading gives its place in the queue up. */
function turn(signal: AbortSignal | undefined): Promise<void> {
  return new Promise((go) => {
    const next = () => {
      signal?.removeEventListener("abort", leave);
      go();
    };
    const leave = () => {
      waiting.splice(waiting.indexOf(next), 1);
      go();
    };
    signal?.addEventListener("abort", leave, { once: true });
    waiting.push(next);
  });
}
