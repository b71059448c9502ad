import { config } from "zod/v4/core";
import { type Answered, runTask, type TaskInput, type TaskName } from "./tasks";

/** The browser's worker: one task after another, until the page ends it. Started by `read-in-worker.ts` alone. */

// As in the page (instrumentation-client.ts): the policy forbids what Zod would try.
config({ jitless: true });

export interface Asked {
  name: TaskName;
  input: TaskInput<TaskName>;
}

export type Said = { is: "ready" } | Answered<unknown>;

const say = (answer: Said) => self.postMessage(answer);

self.onmessage = async ({ data }: MessageEvent<Asked>) => {
  try {
    say(await runTask(data.name, data.input));
  } catch (error) {
    // An answer that cannot be cloned.
    say({ is: "failed", error });
  }
};

say({ is: "ready" });
