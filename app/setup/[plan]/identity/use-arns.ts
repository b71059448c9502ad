"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { FieldProblem } from "@/lib/plan";
import type { Problem } from "@/lib/problems";
import type { ThreeArns } from "@/lib/roles-anywhere";
import { useSaveState } from "../save-state";
import { keepArns } from "./actions";

const PAUSE_MS = 600;

/**
 * The three ARNs on the visitor's side: typed or sorted out of a paste, kept and judged by the server. Only ARNs travel:
 * a text that is none stays in its field, which says so.
 */
export function useArns(planId: string, initial: Required<ThreeArns>) {
  const [values, setValues] = useState<Required<ThreeArns>>({
    trustAnchorArn: initial.trustAnchorArn,
    roleArn: initial.roleArn,
    profileArn: initial.profileArn,
  });
  const [problem, setProblem] = useState<Problem>();
  const [kept, setKept] = useState<FieldProblem[]>([]);
  const { report } = useSaveState();
  const unsent = useRef<Required<ThreeArns>>(undefined);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  /** Sends the ARNs among the three. @returns what is none, by field */
  const send = useCallback(
    async (arns: Required<ThreeArns>): Promise<FieldProblem[]> => {
      clearTimeout(timer.current);
      unsent.current = undefined;
      report({ is: "saving" });
      try {
        const { writeAnswers } = await import("@/lib/sent");
        const { written, kept: back } = writeAnswers("identity", arns);
        setKept(back);
        const result = await keepArns(planId, written);
        setProblem(result.ok ? undefined : result.problem);
        if (!result.ok) report({ is: "failed", why: result.problem.title });
        else if (back.length > 0) report({ is: "failed", why: "an ARN; its field says why" });
        else report({ is: "saved", at: new Date(result.value.savedAt) });
        return back;
      } catch {
        unsent.current = arns;
        report({
          is: "failed",
          why: "the wizard's server did not answer; it will try again with your next change",
        });
        return [];
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

  /** Sends what has not been sent. @returns what stays in the page, by field */
  const flush = useCallback(
    async (): Promise<FieldProblem[]> => (unsent.current === undefined ? kept : send(unsent.current)),
    [send, kept],
  );

  // Leaving the room by a link of the rail must not lose the last keystrokes.
  useEffect(() => {
    return () => {
      clearTimeout(timer.current);
      if (unsent.current !== undefined) void send(unsent.current);
    };
  }, [send]);

  /** Shows what the server already keeps. */
  const show = useCallback((found: Required<ThreeArns>) => {
    setValues(found);
    setKept([]);
  }, []);

  return { values, set, flush, show, problem, kept, checkAgain: () => void send(values) };
}

export type ArnsState = ReturnType<typeof useArns>;
