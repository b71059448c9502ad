"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { done, useAction } from "@/app/_action/use-action";
import { restorePlan } from "@/app/plan-actions";
import { FileDrop } from "@/components/forms/file-drop";
import { Button } from "@/components/ui/button";
import { Note, ProblemNotice } from "@/components/ui/notices";
import { isProblem } from "@/lib/problems";
import type { ReadPlan } from "./read-plan";

/**
 * A plan export, dropped, chosen or pasted, becomes a plan of this browser. The file is read here: what is sent is a
 * plan of its known answers, and those that are left out are named first.
 */
export function RestorePlan() {
  const router = useRouter();
  const [text, setText] = useState("");
  const { pending, problem, run, reset } = useAction();
  const [read, setRead] = useState<ReadPlan>();

  function put(next: string) {
    setText(next);
    setRead(undefined);
    reset();
  }
  /** What was read of the file, kept to be looked at where something is left out; else sent at once. */
  const restore = (file: string) =>
    run(async () => {
      const { readPlan } = await import("./read-plan");
      const plan = await readPlan(file);
      if (isProblem(plan)) {
        if (plan.code === "secret-put-away") setText("");
        return plan;
      }
      setRead(plan);
      return plan.leftOut.length === 0 ? restorePlan(plan.sent) : done;
    }, open);
  function open(made: { href: string } | undefined) {
    if (made === undefined) return;
    router.push(made.href);
    return "leaving" as const;
  }
  const partly = read !== undefined && read.leftOut.length > 0 ? read : undefined;
  return (
    <div className="flex flex-col items-start gap-4">
      <div className="w-full">
        <FileDrop
          name="planFile"
          label="Plan export"
          hint="The .json file that a plan's last step gives. It holds answers, no secrets and no results: run the checks again after restoring. It is read in this browser."
          endings={[".json"]}
          maxBytes={512_000}
          rows={3}
          value={text}
          onText={put}
          onFile={({ text: content }) => {
            put("");
            void restore(content);
          }}
        />
      </div>
      <ProblemNotice problem={problem} />
      {partly !== undefined && (
        <Note tone="warn" title="Some answers of this file are left out">
          <ul className="list-disc pl-5">
            {partly.leftOut.map(({ field, sentence }) => (
              <li key={field} className="wrap-anywhere">
                <span className="ident">{field}</span>: {sentence}
              </li>
            ))}
          </ul>
        </Note>
      )}
      <Button
        pending={pending}
        pendingLabel="Restoring…"
        disabled={text.trim() === "" && read === undefined && !pending}
        onClick={() => void (read === undefined ? restore(text) : run(() => restorePlan(read.sent), open))}
      >
        {partly === undefined ? "Restore the plan" : "Restore the plan without them"}
      </Button>
    </div>
  );
}
