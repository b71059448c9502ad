"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { Problem } from "@/lib/problems";
import { readInWorker } from "./read-in-worker";
import type { TaskInput, TaskName, TaskOutput } from "./tasks";

/**
 * `readInWorker` for a box: a new reading ends the one before it, leaving the page ends it too, and `slow` says when
 * to offer `stop` (see `SlowReading`). `read` answers undefined where a newer reading took its place.
 */
export function useReading() {
  const current = useRef<AbortController>(undefined);
  const [slow, setSlow] = useState(false);

  const stop = useCallback(() => current.current?.abort(), []);
  useEffect(() => stop, [stop]);

  const read = useCallback(
    async <N extends TaskName>(
      name: N,
      input: TaskInput<N>,
    ): Promise<TaskOutput<N> | Problem | undefined> => {
      current.current?.abort();
      const mine = new AbortController();
      current.current = mine;
      try {
        const options = { signal: mine.signal, onSlow: () => setSlow(true) };
        const answer = await readInWorker(name, input, options);
        return current.current === mine ? answer : undefined;
      } finally {
        if (current.current === mine) setSlow(false);
      }
    },
    [],
  );
  return { read, slow, stop };
}
