"use client";

import { useCallback, useSyncExternalStore } from "react";

/** What a visitor trusted this page with. It lives in this module, in this tab, and nowhere else. */
export interface PlanSecrets {
  privateKey?: { pem: string } | undefined;
  accessKey?: { accessKeyId: string; secretAccessKey: string } | undefined;
}

const NOTHING: PlanSecrets = {};
const held = new Map<string, PlanSecrets>();
const listeners = new Set<() => void>();

function change(planId: string, next: PlanSecrets) {
  held.set(planId, next);
  for (const tell of listeners) tell();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

if (typeof window !== "undefined") {
  // A page taken back out of the back-forward cache would still hold what was typed into it.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) for (const planId of held.keys()) change(planId, NOTHING);
  });
}

/**
 * The secrets of a plan, in page memory only: never in a request of ours, in storage, in a cookie or in a URL.
 * They survive walking from step to step; closing or reloading the page forgets them.
 */
export function usePlanSecrets(planId: string): {
  secrets: PlanSecrets;
  setSecrets: (patch: Partial<PlanSecrets>) => void;
  forget: () => void;
} {
  const secrets = useSyncExternalStore(
    subscribe,
    () => held.get(planId) ?? NOTHING,
    () => NOTHING,
  );
  const setSecrets = useCallback(
    (patch: Partial<PlanSecrets>) => change(planId, { ...held.get(planId), ...patch }),
    [planId],
  );
  const forget = useCallback(() => change(planId, NOTHING), [planId]);
  return { secrets, setSecrets, forget };
}
