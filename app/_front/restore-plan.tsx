"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { restorePlan } from "@/app/plan-actions";
import { FileDrop } from "@/components/forms/file-drop";
import { Button } from "@/components/ui/button";
import { ProblemNotice } from "@/components/ui/notices";
import type { Problem } from "@/lib/problems";

/** A plan export, dropped, chosen or pasted, becomes a plan of this browser. */
export function RestorePlan() {
  const router = useRouter();
  const [text, setText] = useState("");
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  async function restore(file: string) {
    setPending(true);
    setProblem(undefined);
    const made = await restorePlan({ text: file });
    if (made.ok) return router.push(made.value.href);
    setPending(false);
    setProblem(made.problem);
  }
  return (
    <div className="flex flex-col items-start gap-4">
      <div className="w-full">
        <FileDrop
          name="planFile"
          label="Plan export"
          hint="The .json file that a plan's last step gives. It holds answers, no secrets and no results: those are checked anew."
          endings={[".json"]}
          maxBytes={512_000}
          rows={3}
          value={text}
          onText={setText}
          onFile={({ text: content }) => void restore(content)}
        />
      </div>
      <ProblemNotice problem={problem} />
      <Button
        pending={pending}
        pendingLabel="Restoring…"
        disabled={text.trim() === "" && !pending}
        onClick={() => void restore(text)}
      >
        Restore the plan
      </Button>
    </div>
  );
}
