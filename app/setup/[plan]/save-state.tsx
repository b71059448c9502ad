"use client";

import { createContext, type ReactNode, useContext, useMemo, useState } from "react";

export type SaveState =
  | { is: "idle" }
  | { is: "saving" }
  | { is: "saved"; at: Date }
  | { is: "failed"; why: string };

/** For fields that save themselves: nothing came back, and nothing of it is lost. */
export const notAnswered: SaveState = {
  is: "failed",
  why: "the wizard's server did not answer; it will try again with your next change",
};

/** Somebody else has changed the same answer: the page shows both. */
export const changedElsewhere: SaveState = { is: "failed", why: "somebody else has changed it meanwhile" };

const SaveStateContext = createContext<{
  state: SaveState;
  savedAt: Date;
  report: (state: SaveState) => void;
}>({ state: { is: "idle" }, savedAt: new Date(0), report: () => {} });

/** Holds what the bar of a step says about saving; the forms of the rooms report to it. */
export function SaveStateProvider({ savedAt, children }: { savedAt: Date; children: ReactNode }) {
  const [state, report] = useState<SaveState>({ is: "idle" });
  const value = useMemo(() => ({ state, savedAt, report }), [state, savedAt]);
  return <SaveStateContext value={value}>{children}</SaveStateContext>;
}

export function useSaveState() {
  return useContext(SaveStateContext);
}

/** The words of the bar: "Saving…", "Saved at 17:04", or why not. */
export function SaveStateWords() {
  const { state, savedAt } = useSaveState();
  if (state.is === "saving") return <>Saving…</>;
  if (state.is === "failed") return <>Not saved: {state.why}</>;
  const at = state.is === "saved" ? state.at : savedAt;
  // The server does not know the visitor's time zone: its first words give way to the browser's.
  return (
    <>
      Saved at{" "}
      <time dateTime={at.toISOString()} suppressHydrationWarning>
        {at.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" })}
      </time>
    </>
  );
}
