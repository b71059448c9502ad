"use client";

import { useEffect, useRef, useState } from "react";
import { waitingLimitMs } from "@/lib/checks";
import { ProgressBox } from "./progress-box";
import type { Phase } from "./use-check";

interface Props {
  phase: Phase;
  /** Verdicts that have come. */
  settled: number;
  onStop: () => void;
}

/** What the check is doing, for how long, and the way to stop it. Said aloud when it changes, not at every verdict. */
export function CheckProgress({ phase, settled, onStop }: Props) {
  const running = phase.is === "signing-in" || phase.is === "checking" || phase.is === "waiting";
  const now = useTicking(running);
  const [began, setBegan] = useState(0);
  useEffect(() => {
    if (running) setBegan((before) => before || Date.now());
    else setBegan(0);
  }, [running]);
  // The button stands at the foot of the page: what it has started, and the way to stop it, come into view.
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (running) place.current?.scrollIntoView({ block: "nearest" });
  }, [running]);
  const seconds = began === 0 ? 0 : Math.max(0, Math.round((now - began) / 1000));
  return (
    <ProgressBox
      ref={place}
      running={running}
      idle={phase.is === "idle"}
      spoken={spoken(phase)}
      onStop={onStop}
    >
      {seen(phase, settled, now)} <span className="text-ink-soft">{seconds} s</span>
    </ProgressBox>
  );
}

function spoken(phase: Phase): string {
  if (phase.is === "signing-in") return "Signing in.";
  if (phase.is === "checking") return `Checking ${phase.of} permissions.`;
  if (phase.is === "waiting") return waitingWords(phase.count);
  if (phase.is !== "done") return "";
  if (phase.ended === "stopped") return "Stopped. The answers so far are kept.";
  const limit = `Not checked again: ${waitingLimitMs / 60_000} minutes have passed, which is as long as a change normally takes.`;
  return phase.ended === "limit" ? limit : `Checked in ${(phase.tookMs / 1000).toFixed(1)} seconds.`;
}

function waitingWords(count: number): string {
  return count === 0
    ? "A new role or key takes a few seconds to propagate: the sign-in is tried again."
    : `AWS takes up to two minutes to apply a change everywhere: ${count === 1 ? "1 permission is" : `${count} permissions are`} being checked again.`;
}

function seen(phase: Phase, settled: number, now: number): string {
  if (phase.is === "checking") return `Checking permissions: ${Math.min(settled, phase.of)} of ${phase.of}.`;
  if (phase.is !== "waiting") return "Signing in…";
  const next = Math.max(0, Math.ceil((phase.nextAt - now) / 1000));
  const left = Math.max(0, Math.ceil((phase.endsAt - now) / 1000));
  return `${waitingWords(phase.count)} Next try in ${next} s, for ${left} s more.`;
}

function useTicking(on: boolean): number {
  const [now, setNow] = useState(0);
  useEffect(() => {
    if (!on) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, [on]);
  return now;
}
