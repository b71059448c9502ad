"use client";

import { useEffect } from "react";

/**
 * Keeps the tab's title true while the page stays: Next takes a new title on a navigation, but not when a server
 * action refreshes the page ("Step 1 of 6" becomes "Step 1 of 5" as the way of signing in changes).
 */
export function PageTitle({ title }: { title: string }) {
  useEffect(() => {
    const error = document.title.startsWith("Error: ") ? "Error: " : "";
    if (document.title !== `${error}${title}`) document.title = `${error}${title}`;
  }, [title]);
  return null;
}
