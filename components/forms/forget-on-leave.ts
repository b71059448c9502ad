"use client";

import { useEffect, useRef } from "react";

/** Empties a box that may hold a secret when the page is left, or comes back from the back-forward cache. */
export function useForgetOnLeave(secret: boolean, forget: () => void): void {
  const latest = useRef(forget);
  latest.current = forget;
  useEffect(() => {
    if (!secret) return;
    const leave = () => latest.current();
    const back = (event: PageTransitionEvent) => event.persisted && latest.current();
    window.addEventListener("pagehide", leave);
    window.addEventListener("pageshow", back);
    return () => {
      window.removeEventListener("pagehide", leave);
      window.removeEventListener("pageshow", back);
    };
  }, [secret]);
}
