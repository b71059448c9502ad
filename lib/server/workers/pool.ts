import type { ChildProcess } from "node:child_process";
import { FairQueue } from "./queue";
import { type Limits, type Outcome, TaskProcess } from "./task-process";

export interface PoolOptions extends Limits {
  /** Starts a process that speaks `Said`. */
  start(): ChildProcess;
  /** Most processes at a time. With two or more, one visitor never has all of them. */
  processes: number;
  /** Most tasks that wait: of everybody, and of one visitor. */
  waiting: number;
  waitingEach: number;
  /** A process without work is ended after so long. */
  idleMs: number;
}

export type PoolOutcome = Outcome | { is: "busy" };

interface Job {
  who: string;
  message: object;
  signal: AbortSignal | undefined;
  settle(outcome: PoolOutcome): void;
}

/**
 * Processes that read what visitors send, so that the one that serves never waits for it. A task is ended at its
 * deadline, with its process; one that ends takes nothing with it but its task, and the next task starts another.
 */
export class Pool {
  readonly #options: PoolOptions;
  readonly #queue = new FairQueue<Job>();
  readonly #all = new Set<TaskProcess>();
  readonly #idle = new Map<TaskProcess, NodeJS.Timeout>();
  readonly #running = new Map<string, number>();

  constructor(options: PoolOptions) {
    this.#options = options;
  }

  /**
   * Runs a task in a process.
   * @param who whose task it is: each one's tasks take turns with the others'
   * @param message the task, structured-cloneable
   * @param signal gives it up, waiting or running
   */
  run(who: string, message: object, signal?: AbortSignal): Promise<PoolOutcome> {
    const { waiting, waitingEach } = this.#options;
    if (this.#queue.size >= waiting || this.#queue.sizeOf(who) >= waitingEach)
      return Promise.resolve({ is: "busy" });
    return new Promise((resolve) => {
      const leave = () => {
        if (this.#queue.remove(who, job)) resolve({ is: "busy" });
      };
      const settle = (outcome: PoolOutcome) => {
        signal?.removeEventListener("abort", leave);
        resolve(outcome);
      };
      const job: Job = { who, message, signal, settle };
      signal?.addEventListener("abort", leave);
      this.#queue.add(who, job);
      this.#next();
    });
  }

  /** Ends all processes; what they were doing fails. The pool can be used again. */
  close(): void {
    for (const process of this.#all) this.#end(process);
  }

  #next(): void {
    const most = Math.max(1, this.#options.processes - 1);
    while (this.#idle.size > 0 || this.#all.size < this.#options.processes) {
      const job = this.#queue.next((who) => (this.#running.get(who) ?? 0) < most);
      if (job === undefined) return;
      void this.#do(job);
    }
  }

  async #do({ who, message, signal, settle }: Job): Promise<void> {
    this.#running.set(who, (this.#running.get(who) ?? 0) + 1);
    const process = this.#take();
    const outcome = await process.run(message, signal, this.#options);
    if (process.usable) this.#rest(process);
    const left = (this.#running.get(who) ?? 1) - 1;
    if (left > 0) this.#running.set(who, left);
    else this.#running.delete(who);
    settle(outcome);
    this.#next();
  }

  #take(): TaskProcess {
    for (const [process, timer] of this.#idle) {
      clearTimeout(timer);
      this.#idle.delete(process);
      return process;
    }
    const process = new TaskProcess(this.#options.start(), () => {
      this.#all.delete(process);
      clearTimeout(this.#idle.get(process));
      this.#idle.delete(process);
      this.#next();
    });
    this.#all.add(process);
    return process;
  }

  #rest(process: TaskProcess): void {
    const timer = setTimeout(() => this.#end(process), this.#options.idleMs);
    timer.unref();
    this.#idle.set(process, timer);
  }

  #end(process: TaskProcess): void {
    clearTimeout(this.#idle.get(process));
    this.#idle.delete(process);
    process.end();
  }
}
