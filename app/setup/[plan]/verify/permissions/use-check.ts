"use client";

import { useRouter } from "next/navigation";
import { useCallback, useEffect, useRef, useState } from "react";
import { lostServer } from "@/app/_action/or-lost";
import { usePlanSecrets } from "@/app/setup/[plan]/secrets";
import { beginWaiting, endRound, joinRuns, nextRound } from "@/lib/checks";
import { isProblem, type Problem } from "@/lib/problems";
import type { Verdict } from "@/lib/verdict";
import { makeProof, type SessionRequestParts } from "../connection/make-proof";
import { checkConnection } from "./check-actions";

export interface Checked {
  signIn: Verdict[];
  regions: Verdict[];
  permissions: Verdict[];
}

export type Phase =
  | { is: "idle" }
  | { is: "signing-in" }
  | { is: "checking"; of: number }
  /** IAM's delay: what is asked again, and when. */
  | { is: "waiting"; count: number; nextAt: number; endsAt: number }
  | { is: "done"; tookMs: number; ended: "settled" | "limit" | "stopped" };

const nothing: ReadonlySet<string> = new Set();

/** A new role or key takes some seconds to be known everywhere: the sign-in is tried again so often. */
const SIGN_IN_WAITS = 6;
const SIGN_IN_PAUSE_MS = 5000;

interface Options {
  planId: string;
  /** Undefined: the connection signs in with an access key. */
  parts: SessionRequestParts | undefined;
  initial: Checked;
  /** What a whole run asks for. */
  actions: readonly string[];
}

/**
 * The check, run from the browser: sign in, list the regions, ask for every permission, then ask again for what is
 * open, with growing pauses, until AWS has heard of the change or the limit is reached. Stopping is not asking again.
 */
export function useCheck({ planId, parts, initial, actions }: Options) {
  const router = useRouter();
  const { secrets } = usePlanSecrets(planId);
  const [checked, setChecked] = useState(initial);
  const [phase, setPhase] = useState<Phase>({ is: "idle" });
  /** Asked for and not answered yet. */
  const [asking, setAsking] = useState<ReadonlySet<string>>(nothing);
  const [problem, setProblem] = useState<Problem>();
  const [clockOffMs, setClockOffMs] = useState(0);
  const [madeAnew, setMadeAnew] = useState(false);
  /** By how much the server's clock is ahead of this one, once that has mattered. */
  const clock = useRef(0);
  /** A later run, or a stop, makes what an earlier one still brings count for nothing. */
  const run = useRef(0);
  useEffect(
    () => () => {
      run.current += 1;
    },
    [],
  );

  const start = useCallback(
    async (only?: readonly string[]) => {
      run.current += 1;
      const mine = run.current;
      const current = () => run.current === mine;
      const began = performance.now();
      let verdicts = only ? checked.permissions : [];
      let regionsOpen = !only || isOpen(checked.regions[0]);
      setProblem(undefined);
      setPhase({ is: "signing-in" });
      if (!only) setChecked({ signIn: [], regions: [], permissions: [] });
      // What was known stays known where nothing came: the server has kept it, too.
      let heard = false;
      const orAsBefore = () => {
        if (!heard) setChecked(checked);
      };

      const finish = (ended: "settled" | "limit" | "stopped") => {
        if (!current()) return;
        setAsking(nothing);
        setPhase({ is: "done", tookMs: performance.now() - began, ended });
        // The rail, the drawing and the next steps read what the server has kept.
        router.refresh();
      };
      const fail = (refusal: Problem) => {
        if (!current()) return;
        setAsking(nothing);
        orAsBefore();
        setProblem(refusal);
        setPhase({ is: "idle" });
        router.refresh();
      };

      try {
        const proof = () => makeProof(secrets, parts, new Date(Date.now() + clock.current));
        let asked = only;
        let waiting = beginWaiting(new Date());
        let signInWaits = SIGN_IN_WAITS;
        let signedAgain = false;
        for (;;) {
          const made = await proof();
          if (!current()) return;
          if (isProblem(made)) return fail(made);
          const stream = await checkConnection(planId, {
            proof: made,
            ...(asked ? { only: [...asked] } : {}),
            regions: regionsOpen,
          });
          const before = verdicts;
          const said: Verdict[] = [];
          let came: "nothing" | "signed-in" | "try-again" | "other-time" = "nothing";
          for await (const piece of stream) {
            if (!current()) return;
            if (!piece.ok) return fail(piece.problem);
            const { value } = piece;
            switch (value.is) {
              case "clock":
                clock.current = new Date(value.now).getTime() - Date.now();
                setClockOffMs(clock.current);
                came = "other-time";
                break;
              case "world-made":
                setMadeAnew(true);
                break;
              case "signed-in": {
                const { inside } = value;
                came = inside ? "signed-in" : value.again ? "try-again" : "nothing";
                heard = true;
                setChecked((all) => ({ ...all, signIn: value.verdicts }));
                if (!inside) break;
                setPhase({ is: "checking", of: asked?.length ?? actions.length });
                setAsking(new Set(asked ?? actions));
                break;
              }
              case "permission":
                said.push(value.verdict);
                verdicts = joinRuns(before, said);
                setChecked((all) => ({ ...all, permissions: verdicts }));
                setAsking((open) => new Set([...open].filter((id) => id !== value.verdict.id)));
                break;
              case "regions":
                regionsOpen = isOpen(value.verdict);
                setChecked((all) => ({ ...all, regions: [value.verdict] }));
                break;
            }
          }
          if (!current()) return;
          setAsking(nothing);
          if (came === "other-time" && !signedAgain) {
            signedAgain = true;
            continue;
          }
          if (came === "try-again" && signInWaits > 0) {
            signInWaits -= 1;
            const nextAt = Date.now() + SIGN_IN_PAUSE_MS;
            setPhase({
              is: "waiting",
              count: 0,
              nextAt,
              endsAt: Date.now() + (signInWaits + 1) * SIGN_IN_PAUSE_MS,
            });
            await pause(SIGN_IN_PAUSE_MS);
            if (!current()) return;
            setPhase({ is: "signing-in" });
            continue;
          }
          if (came !== "signed-in") return finish("settled");
          waiting = endRound(waiting, new Date());
          const next = nextRound(waiting, verdicts, new Date());
          if (next.next !== "ask") return finish(next.next === "limit" ? "limit" : "settled");
          asked = next.actions;
          const nextAt = Date.now() + next.inMs;
          setPhase({ is: "waiting", count: asked.length, nextAt, endsAt: next.endsAt });
          router.refresh();
          await pause(next.inMs);
          if (!current()) return;
        }
      } catch {
        if (!current()) return;
        setAsking(nothing);
        orAsBefore();
        setPhase({ is: "done", tookMs: performance.now() - began, ended: "stopped" });
        setProblem(lostServer);
      }
    },
    [planId, parts, secrets, checked, actions, router],
  );

  const stop = useCallback(() => {
    run.current += 1;
    setAsking(nothing);
    setPhase({ is: "done", tookMs: 0, ended: "stopped" });
    router.refresh();
  }, [router]);

  return { checked, phase, asking, problem, clockOffMs, madeAnew, start, stop };
}

/** The list of regions waits for IAM like any permission. */
function isOpen(verdict: Verdict | undefined): boolean {
  return verdict === undefined || verdict.status === "fail" || verdict.status === "unknown";
}

function pause(ms: number): Promise<void> {
  return new Promise((go) => setTimeout(go, ms));
}
