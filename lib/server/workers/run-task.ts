import "server-only";
import { type ChildProcess, spawn } from "node:child_process";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { type Problem, problem } from "@/lib/problems";
import { logError, newReference } from "../log";
import { Pool } from "./pool";
import type { Asked } from "./task.process";
import type { TaskInput, TaskName, TaskOutput } from "./tasks";

/** A usual chain or policy takes milliseconds. */
const DEADLINE_MS = 5_000;
const MEMORY_MB = 384;

export interface TaskCaller {
  visitor: { sessionHash: string };
  /** The action's own deadline. */
  signal?: AbortSignal | undefined;
}

/**
 * Reads or judges something in a process of its own, so that no input holds the one that serves.
 * @returns the task's answer, or a problem: too-busy, not-judged (its deadline passed), judging-failed
 */
export async function runTask<N extends TaskName>(
  name: N,
  input: TaskInput<N>,
  { visitor, signal }: TaskCaller,
): Promise<TaskOutput<N> | Problem> {
  const asked: Asked = { name, input };
  const outcome = await pool().run(visitor.sessionHash, asked, signal);
  if (outcome.is === "done") return outcome.value as TaskOutput<N>;
  if (outcome.is === "busy") return problem("too-busy");
  if (outcome.is === "late" || outcome.is === "stopped")
    return problem("not-judged", { values: { seconds: DEADLINE_MS / 1000 } });
  const reference = newReference();
  logError({ event: "judging failed", name, reference, error: outcome.error });
  return problem("judging-failed", { values: { reference } });
}

// On globalThis, since Next bundles this file into more than one entry: the pool is the server's.
const kept = globalThis as typeof globalThis & { wizardWorkers?: Pool | undefined };

function pool(): Pool {
  if (kept.wizardWorkers === undefined) {
    const made = new Pool({
      start: startProcess,
      // Two at least, so that one visitor's task never keeps all others waiting; one processor is left to serve.
      processes: Math.max(2, availableParallelism() - 1),
      deadlineMs: DEADLINE_MS,
      startMs: 14_000,
      waiting: 64,
      waitingEach: 8,
      // In development the next task reads its program again, as it may have been edited.
      idleMs: process.env.NODE_ENV === "development" ? 0 : 300_000,
    });
    process.on("exit", () => made.close());
    kept.wizardWorkers = made;
  }
  return kept.wizardWorkers;
}

/** `next build` makes one file of the program (next.config.ts). Everywhere else Node reads its source. */
function startProcess(): ChildProcess {
  const root = process.cwd();
  const program =
    process.env.NODE_ENV === "production"
      ? [join(root, process.env.NEXT_DIST_DIR ?? ".next", "workers", "task.process.cjs")]
      : ["--import", "tsx", join(root, "lib", "server", "workers", "task.process.ts")];
  return spawn(process.execPath, [`--max-old-space-size=${MEMORY_MB}`, ...program], {
    cwd: root,
    // What it prints could hold what somebody sent; what it has to say comes as a message.
    stdio: ["ignore", "ignore", "ignore", "ipc"],
    // As `postMessage` copies: dates, bytes, maps.
    serialization: "advanced",
    // Nothing of the server's environment (a database's password) is near what strangers sent.
    env: { NODE_ENV: process.env.NODE_ENV },
  });
}
