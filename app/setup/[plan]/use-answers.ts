"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { FieldProblem, PlanDocument, SliceName } from "@/lib/plan";
import type { Problem } from "@/lib/problems";
import { saveAnswers } from "./save";
import { useSaveState } from "./save-state";

const PAUSE_MS = 600;

/**
 * The answers of one room on the visitor's side: typed here, saved when the typing pauses, in the order typed.
 * Open answers are named on a press of Continue, and from then on as they change.
 */
export function useAnswers<S extends SliceName>(planId: string, slice: S, initial: PlanDocument[S]) {
  type Values = PlanDocument[S];
  const [values, setValues] = useState<Values>(initial);
  const [open, setOpen] = useState<FieldProblem[]>([]);
  const [problem, setProblem] = useState<Problem>();
  const { report } = useSaveState();
  const pending = useRef<Partial<Values>>({});
  const pressed = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  /** Sends what has not been sent. True when nothing is left open. */
  const send = useCallback(async (): Promise<boolean> => {
    clearTimeout(timer.current);
    const fields = pending.current;
    pending.current = {};
    report({ is: "saving" });
    try {
      const result = await saveAnswers(planId, { slice, fields });
      if (!result.ok) {
        pending.current = { ...fields, ...pending.current };
        setProblem(result.problem);
        setOpen(result.problem.fields ?? []);
        report({ is: "failed", why: result.problem.title });
        return false;
      }
      setProblem(undefined);
      report({ is: "saved", at: new Date(result.value.savedAt) });
      if (pressed.current) setOpen(result.value.open);
      return result.value.open.length === 0;
    } catch {
      // The connection or the server is gone: what was typed stays here and is sent with the next change.
      pending.current = { ...fields, ...pending.current };
      report({
        is: "failed",
        why: "the wizard's server did not answer; it is tried again with your next change",
      });
      return false;
    }
  }, [planId, slice, report]);

  const set = useCallback(
    (patch: Partial<Values>) => {
      setValues((before) => ({ ...before, ...patch }));
      pending.current = { ...pending.current, ...patch };
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void send(), PAUSE_MS);
    },
    [send],
  );

  /** For a press of Continue: saves, names what is open, and says whether the visitor may go on. */
  const saveNow = useCallback(async () => {
    pressed.current = true;
    return send();
  }, [send]);

  // Leaving the room by a link of the rail must not lose the last keystrokes.
  useEffect(() => {
    return () => {
      clearTimeout(timer.current);
      if (Object.keys(pending.current).length > 0) void send();
    };
  }, [send]);

  return { values, set, open, problem, saveNow };
}
