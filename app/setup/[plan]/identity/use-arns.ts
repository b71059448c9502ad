"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { orLost } from "@/app/_action/or-lost";
import type { FieldProblem } from "@/lib/plan";
import { isProblem, type Problem } from "@/lib/problems";
import type { ThreeArns } from "@/lib/roles-anywhere";
import { notAnswered, useSaveState } from "../save-state";
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

  /** Sends the ARNs among the three. @returns what is none, by field; a problem when no answer came */
  const send = useCallback(
    async (arns: Required<ThreeArns>): Promise<FieldProblem[] | Problem> => {
      clearTimeout(timer.current);
      unsent.current = undefined;
      report({ is: "saving" });
      const answer = await orLost(ask());
      if (isProblem(answer)) {
        unsent.current ??= arns;
        report(notAnswered);
        return answer;
      }
      const { result, back } = answer;
      setProblem(result.ok ? undefined : result.problem);
      if (!result.ok) report({ is: "failed", why: result.problem.title });
      else if (back.length > 0) report({ is: "failed", why: "an ARN; its field says why" });
      else report({ is: "saved", at: new Date(result.value.savedAt) });
      return back;

      async function ask() {
        const { writeAnswers } = await import("@/lib/sent");
        const { written, kept: back } = writeAnswers("identity", arns);
        setKept(back);
        return { result: await keepArns(planId, written), back };
      }
    },
    [planId, report],
  );

  const put = useCallback(
    (patch: ThreeArns) => {
      const next = { ...values, ...patch };
      setValues(next);
      unsent.current = next;
      clearTimeout(timer.current);
      return next;
    },
    [values],
  );
  /** Takes what is typed; sent when the typing pauses. */
  const set = useCallback(
    (patch: ThreeArns) => {
      const next = put(patch);
      timer.current = setTimeout(() => void send(next), PAUSE_MS);
    },
    [put, send],
  );
  /** Takes a change and sends all three at once; without a change they are judged again. */
  const sendNow = useCallback((patch: ThreeArns = {}) => send(put(patch)), [put, send]);

  /** Sends what has not been sent. @returns what stays in the page, by field; a problem when no answer came */
  const flush = useCallback(
    async (): Promise<FieldProblem[] | Problem> =>
      unsent.current === undefined ? kept : send(unsent.current),
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

  return { values, set, sendNow, flush, show, problem, kept };
}

export type ArnsState = ReturnType<typeof useArns>;
