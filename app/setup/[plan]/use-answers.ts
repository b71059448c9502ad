"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { orLost } from "@/app/_action/or-lost";
import type { FieldProblem, PlanDocument, SliceName } from "@/lib/plan";
import { browserProblem, isProblem, type Problem } from "@/lib/problems/browser";
import type { SentAnswers } from "@/lib/sent";
import { saveAnswers } from "./save";
import { changedElsewhere, notAnswered, useSaveState } from "./save-state";
import { useSeen } from "./together/use-seen";

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
  const flying = useRef<Partial<Values>>({});
  const turn = useRef<Promise<unknown>>(Promise.resolve());
  const others = useSeen(
    slice,
    initial,
    // What is half typed is kept in this page: nothing takes its place.
    (field) => field in pending.current || field in flying.current || isOf(byField(keptNow.current), field),
    (theirs) => setValues((before) => ({ ...before, ...theirs })),
  );
  const seenNow = useRef(others);
  seenNow.current = others;

  const sendNow = useCallback(async (): Promise<boolean | Problem> => {
    const fields = pending.current;
    pending.current = {};
    flying.current = fields;
    report({ is: "saving" });
    const result = await orLost(ask());
    flying.current = {};
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
    const conflict = seenNow.current.took(fields, result.value);
    const [first] = keptNow.current;
    if (conflict) report(changedElsewhere);
    else if (first !== undefined) report({ is: "failed", why: "one of the answers; its field says why" });
    else report({ is: "saved", at: new Date(result.value.savedAt) });
    const named = [
      ...keptNow.current,
      ...result.value.open.filter(({ field }) => !isOf(byField(keptNow.current), field)),
    ];
    if (pressed.current) setOpen(named);
    return named.length === 0 && !conflict;

    async function ask() {
      const { writeAnswers } = await import("@/lib/sent");
      const { written, kept: back } = writeAnswers(slice, fields);
      keptNow.current = [...keptNow.current.filter(({ field }) => !isOf(fields, field)), ...back];
      setKept(keptNow.current);
      return saveAnswers(planId, { slice, fields: written, seen: seenNow.current.seen() } as SentAnswers);
    }
  }, [planId, slice, report]);

  /**
   * Sends what has not been sent, after what is under way: a save says what the one before it has written. True when
   * nothing is left open; a problem when no answer came.
   */
  const send = useCallback((): Promise<boolean | Problem> => {
    clearTimeout(timer.current);
    const sent = turn.current.then(sendNow);
    turn.current = sent.catch(() => {});
    return sent;
  }, [sendNow]);

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
    const saved = await send();
    return seenNow.current.waits() ? browserProblem("answers-changed") : saved;
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
  const conflict = others.conflict(values, {
    keep: (yours) => set(yours as Partial<Values>),
    take: (theirs, at) => {
      setValues((before) => ({ ...before, ...(theirs as Partial<Values>) }));
      report({ is: "saved", at });
    },
  });
  return { values, set, open, errors, problem, conflict, saveNow };
}

/** Whether a problem ("tags.0.key") is about one of these fields ("tags"). */
function isOf(fields: object, problemField: string): boolean {
  return Object.hasOwn(fields, problemField.split(".")[0] ?? "");
}

function byField(problems: readonly FieldProblem[]): object {
  return Object.fromEntries(problems.map(({ field }) => [field.split(".")[0], true]));
}
