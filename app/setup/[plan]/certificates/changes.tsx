"use client";

import { useEffect, useRef, useState } from "react";
import { Note } from "@/components/ui";
import type { Verdict } from "@/lib/verdict";

/** "I fixed it": what failed before and passes now, and what fails newly. Remembers the verdicts of this visit. */
export function Changes({ verdicts }: { verdicts: readonly Verdict[] }) {
  const before = useRef<readonly Verdict[]>([]);
  const [words, setWords] = useState<{ mended: string[]; broken: string[] }>();
  const print = verdicts.map(({ id, status }) => `${id} ${status}`).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the print changes exactly when the verdicts do
  useEffect(() => {
    const old = new Map(before.current.map((verdict) => [verdict.id, verdict.status]));
    before.current = verdicts;
    const bad = (status: string | undefined) => status === "fail" || status === "unknown";
    const mended = verdicts.filter(({ id, status }) => bad(old.get(id)) && !bad(status));
    const broken = verdicts.filter(({ id, status }) => old.has(id) && !bad(old.get(id)) && bad(status));
    if (mended.length + broken.length > 0)
      setWords({ mended: mended.map((v) => v.title), broken: broken.map((v) => v.title) });
  }, [print]);
  return (
    <div role="status" className={words === undefined ? "sr-only" : undefined}>
      {words !== undefined && (
        <Note
          tone={words.broken.length === 0 ? "pass" : "warn"}
          title="What changed with the new certificate"
        >
          {words.mended.length > 0 && <p>Mended: {words.mended.join("; ")}.</p>}
          {words.broken.length > 0 && <p>New: {words.broken.join("; ")}.</p>}
        </Note>
      )}
    </div>
  );
}
