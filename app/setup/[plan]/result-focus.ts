"use client";

import { useEffect, useRef } from "react";
import { RESULT_LINE } from "@/components/verdicts/result-line";

/**
 * When a run ends, the focus goes to the line that says what came of it: unless the visitor has gone elsewhere in the
 * page meanwhile. A focus that was lost with what the run took off the page comes back, too.
 */
export function useResultFocus(running: boolean): void {
  const was = useRef(false);
  useEffect(() => {
    const ended = was.current && !running;
    was.current = running;
    if (!ended) return;
    const { activeElement } = document;
    if (activeElement === document.body || activeElement?.closest(".step-bar"))
      document.getElementById(RESULT_LINE)?.focus();
  }, [running]);
}
