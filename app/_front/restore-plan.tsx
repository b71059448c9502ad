"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { restorePlan } from "@/app/plan-actions";
import { FileDrop } from "@/components/forms/file-drop";
import { Button } from "@/components/ui/button";
import { Note, ProblemNotice } from "@/components/ui/notices";
import { isProblem, type Problem } from "@/lib/problems";
import type { ReadPlan } from "./read-plan";

/**
 * A plan export, dropped, chosen or pasted, becomes a plan of this browser. The file is read here: what is sent is a
 * plan of its known answers, and those that are left out are named first.
 */
export function RestorePlan() {
  const router = useRouter();
  const [text, setText] = useState("");
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const [read, setRead] = useState<ReadPlan>();

  function put(next: string) {
    setText(next);
    setRead(undefined);
    setProblem(undefined);
  }
  async function restore(file: string) {
    setPending(true);
    setProblem(undefined);
    try {
      const { readPlan } = await import("./read-plan");
      const plan = await readPlan(file);
      if (isProblem(plan)) {
        if (plan.code === "secret-put-away") setText("");
        return setProblem(plan);
      }
      setRead(plan);
      if (plan.leftOut.length === 0) await send(plan);
    } finally {
      setPending(false);
    }
  }
  async function send({ sent }: ReadPlan) {
    setPending(true);
    const made = await restorePlan(sent);
    if (made.ok) return router.push(made.value.href);
    setPending(false);
    setProblem(made.problem);
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
        disabled={text.trim() === "" && partly === undefined && !pending}
        onClick={() => void (partly === undefined ? restore(text) : send(partly))}
      >
        {partly === undefined ? "Restore the plan" : "Restore the plan without them"}
      </Button>
    </div>
  );
}
