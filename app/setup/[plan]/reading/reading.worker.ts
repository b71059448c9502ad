import { runTask, type TaskInput, type TaskName } from "./tasks";

/** The browser's worker: one task after another, until the page ends it. Started by `read-in-worker.ts` alone. */

export interface Asked {
  name: TaskName;
  input: TaskInput<TaskName>;
}

export type Answered = { is: "ready" } | { is: "done"; value: unknown } | { is: "failed"; error: unknown };

const say = (answer: Answered) => self.postMessage(answer);

self.onmessage = async ({ data }: MessageEvent<Asked>) => {
  try {
    say({ is: "done", value: await runTask(data.name, data.input) });
  } catch (error) {
    say({ is: "failed", error });
  }
};

say({ is: "ready" });
