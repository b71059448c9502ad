"use client";

import { useRef, useState } from "react";
import { isProblem, type Problem } from "@/lib/problems";
import type { ActionResult } from "@/lib/server/result";
import { orLost } from "./or-lost";

/** For a call that has nothing to hand over. */
export const done: ActionResult<undefined> = { ok: true, value: undefined };

export interface Action {
  /** For the button: it keeps its place and ignores presses. */
  pending: boolean;
  /** Why the last press came to nothing; to be shown beside the button. */
  problem: Problem | undefined;
  /**
   * Asks the server. While an answer is awaited, a second press does nothing. A call that breaks off leaves the
   * problem "server-lost", and the button can be pressed again; this promise is never rejected.
   * @param call asks; what it needs before (code that is loaded, answers that are written) belongs into it, too
   * @param then takes what came of it. "leaving": the page gives way to another, so the button stays pending. What it
   *   throws is a fault of the page, and goes to the error boundary.
   */
  run: <T>(
    call: () => Promise<ActionResult<T> | Problem>,
    then?: (value: T) => Promise<void> | "leaving" | void,
  ) => Promise<void>;
  /** Takes the problem away: what was refused has been changed. */
  reset: () => void;
}

/**
 * One button that asks the server for something.
 * @example
 * const { pending, problem, run } = useAction();
 * <Button pending={pending} onClick={() => void run(() => joinPlan({ token }), ({ href }) => router.push(href))} />
 */
export function useAction(): Action {
  const [pending, setPending] = useState(false);
  const [refused, setRefused] = useState<Problem>();
  const [fault, setFault] = useState<{ error: unknown }>();
  const busy = useRef(false);
  if (fault !== undefined) throw fault.error;

  const run: Action["run"] = async (call, then) => {
    if (busy.current) return;
    busy.current = true;
    setPending(true);
    setRefused(undefined);
    const answer = await orLost(call());
    try {
      if (isProblem(answer)) setRefused(answer);
      else if (!answer.ok) setRefused(answer.problem);
      else if ((await then?.(answer.value)) === "leaving") return;
    } catch (error) {
      setFault({ error });
    }
    busy.current = false;
    setPending(false);
  };
  return { pending, problem: refused, run, reset: () => setRefused(undefined) };
}
