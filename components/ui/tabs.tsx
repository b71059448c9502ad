"use client";

import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from "react";
import { classes } from "./classes";

export interface TabsProps {
  /** What the tabs choose between: "Form of the policy". */
  label: string;
  tabs: readonly { id: string; label: string; content: ReactNode }[];
  initial?: string | undefined;
  onChange?: ((id: string) => void) | undefined;
}

/** Tabs as the WAI pattern has them: arrows move, Home and End jump, the panel follows. */
export function Tabs({ label, tabs, initial, onChange }: TabsProps) {
  const base = useId();
  const [current, setCurrent] = useState(initial ?? tabs[0]?.id);
  const list = useRef<HTMLDivElement>(null);

  function choose(index: number) {
    const tab = tabs[(index + tabs.length) % tabs.length];
    if (!tab) return;
    setCurrent(tab.id);
    onChange?.(tab.id);
    list.current?.querySelector<HTMLElement>(`[data-tab="${tab.id}"]`)?.focus();
  }
  function onKeyDown(event: KeyboardEvent) {
    const at = tabs.findIndex((tab) => tab.id === current);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    choose(to);
  }

  return (
    <div className="flex min-w-0 flex-col gap-4">
      <div
        ref={list}
        role="tablist"
        aria-label={label}
        onKeyDown={onKeyDown}
        className="no-print flex flex-wrap gap-x-1 border-b border-line"
      >
        {tabs.map((tab, index) => (
          <button
            key={tab.id}
            type="button"
            role="tab"
            id={`${base}-tab-${tab.id}`}
            data-tab={tab.id}
            aria-selected={tab.id === current}
            aria-controls={`${base}-panel-${tab.id}`}
            tabIndex={tab.id === current ? 0 : -1}
            onClick={() => choose(index)}
            className={classes(
              "-mb-px min-h-10 border-b-2 px-3 py-2 font-medium",
              tab.id === current
                ? "border-accent text-ink"
                : "border-transparent text-ink-soft hover:border-line-strong hover:text-ink",
            )}
          >
            {tab.label}
          </button>
        ))}
      </div>
      {tabs.map((tab) => (
        <div
          key={tab.id}
          role="tabpanel"
          id={`${base}-panel-${tab.id}`}
          aria-labelledby={`${base}-tab-${tab.id}`}
          hidden={tab.id !== current}
          className="min-w-0"
        >
          {tab.content}
        </div>
      ))}
    </div>
  );
}
