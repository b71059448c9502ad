import { setPriority } from "node:os";
import { Worker } from "node:worker_threads";
import type { Said, Told } from "./task-process";
import { performTask, type TaskInput, type TaskName } from "./tasks";

/** The program of the pool's processes: one task after another. Started by `run-task.ts` alone. */

export interface Asked {
  name: TaskName;
  input: TaskInput<TaskName>;
}

const say = (said: Said) => process.send?.(said);

function tell(error: unknown): Told {
  if (!(error instanceof Error)) return { name: typeof error, message: "" };
  return { name: error.name, message: error.message, stack: error.stack };
}

process.on("message", async ({ name, input }: Asked) => {
  try {
    say({ is: "done", value: await performTask(name, input) });
  } catch (error) {
    say({ is: "failed", error: tell(error) });
  }
});
process.on("uncaughtException", (error) => say({ is: "failed", error: tell(error) }));
process.on("disconnect", () => process.exit());

// Who is served goes before what is judged.
setPriority(10);
// A server that was killed cannot end its processes, and one that is in the middle of a task would not hear of it.
const orphanWatch = `const parent = process.ppid;
  setInterval(() => process.ppid === parent || process.kill(process.pid, "SIGKILL"), 2000);`;
new Worker(orphanWatch, { eval: true }).unref();

say({ is: "ready" });
