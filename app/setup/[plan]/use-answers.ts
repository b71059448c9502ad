"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { orLost } from "@/app/_action/or-lost";
import type { FieldProblem, PlanDocument, SliceName } from "@/lib/plan";
import { isProblem, type Problem } from "@/lib/problems";
import type { SentAnswers } from "@/lib/sent";
import { saveAnswers } from "./save";
import { notAnswered, useSaveState } from "./save-state";

const PAUSE_MS = 600;

/**
 * The answers of one room on the visitor's side: typed here, saved when the typing pauses, in the order typed. Each
 * travels in its own form; what has none (half an ARN, a key) stays in the page, and its field says so at once.
 * Open answers are named on a press of Continue, and from then on as they change.
 */
export function useAnswers<S extends SliceName>(planId: string, slice: S, initial: PlanDocument[S]) {
  type Values = PlanDocument[S];
  const [values, setValues] = useState<Values>(initial);
  const [open, setOpen] = useState<FieldProblem[]>([]);
  /** Answers that have no form to travel in. */
  const [kept, setKept] = useState<FieldProblem[]>([]);
  const [problem, setProblem] = useState<Problem>();
  const { report } = useSaveState();
  const pending = useRef<Partial<Values>>({});
  const keptNow = useRef<FieldProblem[]>([]);
  const pressed = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  /** Sends what has not been sent. True when nothing is left open; a problem when no answer came. */
  const send = useCallback(async (): Promise<boolean | Problem> => {
    clearTimeout(timer.current);
    const fields = pending.current;
    pending.current = {};
    report({ is: "saving" });
    const result = await orLost(ask());
    if (isProblem(result)) {
      // The connection or the server is gone: what was typed stays here and is sent with the next change.
      pending.current = { ...fields, ...pending.current };
      report(notAnswered);
      return result;
    }
    if (!result.ok) {
      pending.current = { ...fields, ...pending.current };
      setProblem(result.problem);
      setOpen(result.problem.fields ?? []);
      report({ is: "failed", why: result.problem.title });
      return false;
    }
    setProblem(undefined);
    const [first] = keptNow.current;
    report(
      first === undefined
        ? { is: "saved", at: new Date(result.value.savedAt) }
        : { is: "failed", why: "one of the answers; its field says why" },
    );
    const named = [
      ...keptNow.current,
      ...result.value.open.filter(({ field }) => !isOf(byField(keptNow.current), field)),
    ];
    if (pressed.current) setOpen(named);
    return named.length === 0;

    async function ask() {
      const { writeAnswers } = await import("@/lib/sent");
      const { written, kept: back } = writeAnswers(slice, fields);
      keptNow.current = [...keptNow.current.filter(({ field }) => !isOf(fields, field)), ...back];
      setKept(keptNow.current);
      return saveAnswers(planId, { slice, fields: written } as SentAnswers);
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

  // Loaded before it is needed: a server that is away by then is told as such, and what is typed waits.
  useEffect(() => {
    void import("@/lib/sent").catch(() => {});
  }, []);

  // Leaving the room by a link of the rail must not lose the last keystrokes.
  useEffect(() => {
    return () => {
      clearTimeout(timer.current);
      if (Object.keys(pending.current).length > 0) void send();
    };
  }, [send]);

  const errors = new Map([...open, ...kept].map(({ field, sentence }) => [field, sentence]));
  return { values, set, open, errors, problem, saveNow };
}

/** Whether a problem ("tags.0.key") is about one of these fields ("tags"). */
function isOf(fields: object, problemField: string): boolean {
  return Object.hasOwn(fields, problemField.split(".")[0] ?? "");
}

function byField(problems: readonly FieldProblem[]): object {
  return Object.fromEntries(problems.map(({ field }) => [field.split(".")[0], true]));
}
