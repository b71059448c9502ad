"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useEffect, useState } from "react";
import { classes } from "@/components/ui/classes";

type Theme = "system" | "light" | "dark";
const themes = [
  { id: "system", label: "As the system", icon: Monitor },
  { id: "light", label: "Light", icon: Sun },
  { id: "dark", label: "Dark", icon: Moon },
] as const;

/** Light, dark, or as the system has it; remembered in a cookie that the server's layout reads. */
export function ThemeSwitch() {
  const [theme, setTheme] = useState<Theme>("system");
  useEffect(() => {
    const set = document.documentElement.dataset.theme;
    if (set === "light" || set === "dark") setTheme(set);
  }, []);
  function choose(next: Theme) {
    setTheme(next);
    if (next === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = next;
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser
    document.cookie = `theme=${next}; path=/; max-age=${next === "system" ? 0 : 31_536_000}; samesite=lax`;
  }
  return (
    <fieldset className="no-print flex rounded-md border border-line">
      <legend className="sr-only">Theme</legend>
      {themes.map(({ id, label, icon: Icon }) => (
        <button
          key={id}
          type="button"
          aria-pressed={theme === id}
          aria-label={`Theme: ${label}`}
          title={label}
          onClick={() => choose(id)}
          className={classes(
            "flex size-7 items-center justify-center first-of-type:rounded-l-md last-of-type:rounded-r-md sm:size-8",
            theme === id ? "bg-accent-soft text-accent" : "text-ink-soft hover:bg-sunken hover:text-ink",
          )}
        >
          <Icon aria-hidden className="size-4" />
        </button>
      ))}
    </fieldset>
  );
}
