"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { orLost } from "@/app/_action/or-lost";
import { given } from "@/lib/given";
import type { FieldProblem, PlanDocument } from "@/lib/plan";
import { browserProblem, isProblem, type Problem } from "@/lib/problems/browser";
import type { ThreeArns } from "@/lib/roles-anywhere";
import { changedElsewhere, notAnswered, useSaveState } from "../save-state";
import { useSeen } from "../together/use-seen";
import { keepArns } from "./actions";

const PAUSE_MS = 600;

/**
 * The three ARNs on the visitor's side: typed or sorted out of a paste, kept and judged by the server. Only ARNs travel:
 * a text that is none stays in its field, which says so.
 */
export function useArns(planId: string, initial: PlanDocument["identity"]) {
  const [values, setValues] = useState<Required<ThreeArns>>({
    trustAnchorArn: initial.trustAnchorArn,
    roleArn: initial.roleArn,
    profileArn: initial.profileArn,
  });
  const [problem, setProblem] = useState<Problem>();
  const [kept, setKept] = useState<FieldProblem[]>([]);
  const { report } = useSaveState();
  const unsent = useRef<Required<ThreeArns>>(undefined);
  const flying = useRef(false);
  const turn = useRef<Promise<unknown>>(Promise.resolve());
  const others = useSeen(
    "identity",
    initial,
    // What is half typed is kept in this page: nothing takes its place.
    (field) =>
      field in values &&
      (flying.current || unsent.current !== undefined || kept.some((one) => one.field === field)),
    ({ trustAnchorArn, roleArn, profileArn }) =>
      setValues((before) => ({ ...before, ...given({ trustAnchorArn, roleArn, profileArn }) })),
  );
  const seenNow = useRef(others);
  seenNow.current = others;
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const sendNow = useCallback(
    async (arns: Required<ThreeArns>): Promise<FieldProblem[] | Problem> => {
      flying.current = true;
      report({ is: "saving" });
      const answer = await orLost(ask());
      flying.current = false;
      if (isProblem(answer)) {
        unsent.current ??= arns;
        report(notAnswered);
        return answer;
      }
      const { result, back } = answer;
      setProblem(result.ok ? undefined : result.problem);
      if (result.ok && seenNow.current.took(arns, result.value)) report(changedElsewhere);
      else if (!result.ok) report({ is: "failed", why: result.problem.title });
      else if (back.length > 0) report({ is: "failed", why: "an ARN; its field says why" });
      else report({ is: "saved", at: new Date(result.value.savedAt) });
      return back;

      async function ask() {
        const { writeAnswers } = await import("@/lib/sent");
        const { written, kept: back } = writeAnswers("identity", arns);
        setKept(back);
        return { result: await keepArns(planId, { arns: written, seen: seenNow.current.seen() }), back };
      }
    },
    [planId, report],
  );

  /** Sends the ARNs among the three, one after another. @returns what is none, by field; a problem when no answer came */
  const send = useCallback(
    (arns: Required<ThreeArns>): Promise<FieldProblem[] | Problem> => {
      clearTimeout(timer.current);
      unsent.current = undefined;
      const sent = turn.current.then(() => sendNow(arns));
      turn.current = sent.catch(() => {});
      return sent;
    },
    [sendNow],
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
  const sendAll = useCallback((patch: ThreeArns = {}) => send(put(patch)), [put, send]);

  /** Sends what has not been sent. @returns what stays in the page, by field; a problem when no answer came */
  const flush = useCallback(async (): Promise<FieldProblem[] | Problem> => {
    const back = unsent.current === undefined ? kept : await send(unsent.current);
    await turn.current;
    return seenNow.current.waits() ? browserProblem("answers-changed") : back;
  }, [send, kept]);

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

  const conflict = others.conflict(values, {
    keep: (yours) => void sendAll(yours),
    take: (theirs, at) => {
      setValues((before) => ({ ...before, ...theirs }));
      report({ is: "saved", at });
    },
  });

  return { values, set, sendNow: sendAll, flush, show, problem, kept, conflict };
}

export type ArnsState = ReturnType<typeof useArns>;
