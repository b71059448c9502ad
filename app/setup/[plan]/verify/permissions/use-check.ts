"use client";

import { useRouter } from "next/navigation";
import { useCallback, useEffect, useRef, useState } from "react";
import { lostServer } from "@/app/setup/[plan]/lost-server";
import { usePlanSecrets } from "@/app/setup/[plan]/secrets";
import { beginWaiting, endRound, joinRuns, nextRound } from "@/lib/checks";
import { isProblem, type Problem } from "@/lib/problems";
import type { Verdict } from "@/lib/verdict";
import { checkPermissions, listRegions, prepareSession } from "../actions";
import { makeProof, type SessionRequestParts } from "../connection/make-proof";
import { pause, untilSignedIn } from "../connection/until-signed-in";

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
        setProblem(refusal);
        setPhase({ is: "idle" });
        router.refresh();
      };

      try {
        const prepared = await prepareSession(planId, {});
        if (!current()) return;
        if (!prepared.ok) return fail(prepared.problem);
        const offset = new Date(prepared.value.now).getTime() - Date.now();
        setClockOffMs(offset);
        setMadeAnew(prepared.value.madeAnew);
        const proof = () => makeProof(secrets, parts, new Date(Date.now() + offset));

        const signedIn = await untilSignedIn({
          planId,
          proof,
          current,
          onWait: (nextAt, endsAt) => setPhase({ is: "waiting", count: 0, nextAt, endsAt }),
          onTry: () => setPhase({ is: "signing-in" }),
          onVerdicts: (signIn) => setChecked((before) => ({ ...before, signIn })),
        });
        if (!current()) return;
        if (isProblem(signedIn)) return fail(signedIn);
        if (!signedIn) return finish("settled");

        let asked = only;
        let waiting = beginWaiting(new Date());
        for (;;) {
          setPhase({ is: "checking", of: asked?.length ?? actions.length });
          setAsking(new Set(asked ?? actions));
          const now = await proof();
          if (isProblem(now)) return fail(now);
          const stream = await checkPermissions(planId, {
            proof: now,
            ...(asked ? { only: [...asked] } : {}),
          });
          const regions = regionsOpen ? listRegions(planId, { proof: now }) : undefined;
          const before = verdicts;
          const said: Verdict[] = [];
          for await (const piece of stream) {
            if (!current()) return;
            if (!piece.ok) return fail(piece.problem);
            said.push(piece.value);
            verdicts = joinRuns(before, said);
            setChecked((before) => ({ ...before, permissions: verdicts }));
            setAsking((before) => new Set([...before].filter((id) => id !== piece.value.id)));
          }
          setAsking(nothing);
          const listed = await regions;
          if (!current()) return;
          if (listed && !listed.ok) return fail(listed.problem);
          if (listed) {
            const { verdict } = listed.value;
            regionsOpen = isOpen(verdict);
            setChecked((before) => ({ ...before, regions: [verdict] }));
          }
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
