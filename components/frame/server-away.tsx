"use client";

import { useEffect, useState } from "react";
import { patientFetch } from "./patient-fetch";

/** Keeps the page, and what is in its memory, while the server is away, and says so at the foot of the window. */
export function ServerAway() {
  const [away, setAway] = useState(false);
  useEffect(() => {
    const plain = window.fetch;
    const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));
    const shown = () => location.pathname + location.search;
    window.fetch = patientFetch(plain.bind(window), { shown, onAway: setAway, pause });
    return () => {
      window.fetch = plain;
    };
  }, []);
  return (
    <div role="status" className="no-print pointer-events-none fixed inset-x-0 bottom-20 z-20 px-4">
      {away && (
        <p className="mx-auto w-fit max-w-line rounded-md border border-line bg-surface px-4 py-2 text-sm shadow-md">
          The wizard’s server does not answer. Leave this page open: a key that you gave it is kept, and it
          goes on by itself when the server is back.
        </p>
      )}
    </div>
  );
}
