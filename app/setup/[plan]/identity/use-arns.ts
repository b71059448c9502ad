"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { Problem } from "@/lib/problems";
import type { ThreeArns } from "@/lib/roles-anywhere";
import { useSaveState } from "../save-state";
import { keepArns } from "./actions";

const PAUSE_MS = 600;

/** The three ARNs on the visitor's side: typed or sorted out of a paste, kept and judged by the server. */
export function useArns(planId: string, initial: Required<ThreeArns>) {
  const [values, setValues] = useState<Required<ThreeArns>>({
    trustAnchorArn: initial.trustAnchorArn,
    roleArn: initial.roleArn,
    profileArn: initial.profileArn,
  });
  const [problem, setProblem] = useState<Problem>();
  const { report } = useSaveState();
  const unsent = useRef<Required<ThreeArns>>(undefined);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const send = useCallback(
    async (arns: Required<ThreeArns>) => {
      clearTimeout(timer.current);
      unsent.current = undefined;
      report({ is: "saving" });
      try {
        const result = await keepArns(planId, arns);
        setProblem(result.ok ? undefined : result.problem);
        if (result.ok) report({ is: "saved", at: new Date(result.value.savedAt) });
        else report({ is: "failed", why: result.problem.title });
      } catch {
        unsent.current = arns;
        report({
          is: "failed",
          why: "the wizard's server did not answer; it is tried again with your next change",
        });
      }
    },
    [planId, report],
  );

  /** Takes a change; sent at once when `now`, else when the typing pauses. */
  const set = useCallback(
    (patch: ThreeArns, now = false) => {
      const next = { ...values, ...patch };
      setValues(next);
      unsent.current = next;
      clearTimeout(timer.current);
      if (now) void send(next);
      else timer.current = setTimeout(() => void send(next), PAUSE_MS);
    },
    [values, send],
  );

  const flush = useCallback(async () => {
    if (unsent.current !== undefined) await send(unsent.current);
  }, [send]);

  // Leaving the room by a link of the rail must not lose the last keystrokes.
  useEffect(() => {
    return () => {
      clearTimeout(timer.current);
      if (unsent.current !== undefined) void send(unsent.current);
    };
  }, [send]);

  /** Shows what the server already keeps. */
  const show = useCallback((found: Required<ThreeArns>) => setValues(found), []);

  return { values, set, flush, show, problem, checkAgain: () => void send(values) };
}

export type ArnsState = ReturnType<typeof useArns>;
