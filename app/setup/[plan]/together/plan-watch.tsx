"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

const EVERY_MS = 15_000;

/**
 * Asks, while the page is looked at and whenever it is looked at again, whether somebody else has changed the plan or
 * checked something, and then shows the page anew: scripts and downloads are never of old answers for long. What is
 * being typed stays (`useAnswers`). A server that does not answer is no matter of this one: the next press says so.
 */
export function PlanWatch({ planId, version }: { planId: string; version: string }) {
  const router = useRouter();
  useEffect(() => {
    let asking = false;
    async function look() {
      if (asking || document.visibilityState !== "visible") return;
      asking = true;
      try {
        const response = await fetch(`/setup/${planId}/version`, { cache: "no-store" });
        if (response.ok && (await response.text()) !== version) router.refresh();
      } catch {
        // Offline, or the server is away.
      } finally {
        asking = false;
      }
    }
    const timer = setInterval(look, EVERY_MS);
    window.addEventListener("focus", look);
    document.addEventListener("visibilitychange", look);
    return () => {
      clearInterval(timer);
      window.removeEventListener("focus", look);
      document.removeEventListener("visibilitychange", look);
    };
  }, [planId, version, router]);
  return null;
}
