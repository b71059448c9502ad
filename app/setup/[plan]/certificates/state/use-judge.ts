"use client";

import { useRef } from "react";
import { orLost } from "@/app/_action/or-lost";
import type { PlanDocument } from "@/lib/plan";
import { isProblem, type Problem } from "@/lib/problems/browser";
import { changedElsewhere, notAnswered, type SaveState, useSaveState } from "../../save-state";
import { useSeen } from "../../together/use-seen";
import { validateCertificates } from "../actions";

type Values = PlanDocument["certificates"];
type Answers = Omit<Parameters<typeof validateCertificates>[1], "seen">;

/** What the server keeps of a judgement. */
const kept = { authority: true, trustAnchorPem: true, clientPem: true, chainPem: true, pilot: true };

/**
 * Has the server judge and keep the certificates: one call after another, and of those that wait only the last, so that
 * each says what the one before it has written.
 * @param busy whether something is being read here: what others change then does not replace it
 * @param follow shows what others have given
 */
export function useJudge(planId: string, stored: Values, busy: () => boolean, follow: () => void) {
  const run = useRef(0);
  const flying = useRef(false);
  const turn = useRef<Promise<unknown>>(Promise.resolve());
  const others = useSeen("certificates", stored, () => flying.current || busy(), follow);
  const { report } = useSaveState();
  const seenNow = useRef(others);
  seenNow.current = others;

  /** @returns what the server said; undefined where a later call has overtaken this one */
  function ask(answers: () => Answers) {
    run.current += 1;
    const mine = run.current;
    const asked = turn.current.then(async () => {
      if (mine !== run.current) return undefined;
      flying.current = true;
      report({ is: "saving" });
      const seen = seenNow.current.seen();
      const result = await orLost(validateCertificates(planId, { ...answers(), seen }));
      flying.current = false;
      if (!isProblem(result) && result.ok) seenNow.current.took(kept, result.value);
      if (mine !== run.current) return undefined;
      report(stateAfter(result));
      return result;
    });
    turn.current = asked.catch(() => {});
    return asked;
  }

  function stateAfter(result: Awaited<ReturnType<typeof validateCertificates>> | Problem): SaveState {
    if (isProblem(result)) return notAnswered;
    if (!result.ok) return { is: "failed", why: result.problem.title };
    if (seenNow.current.waits()) return changedElsewhere;
    return { is: "saved", at: new Date(result.value.savedAt) };
  }

  /** What is under way comes to nothing here. */
  function cancel() {
    run.current += 1;
  }

  return { ask, cancel, waits: () => seenNow.current.waits(), conflict: others.conflict };
}
