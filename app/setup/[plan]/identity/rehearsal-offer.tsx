"use client";

import { useState } from "react";
import { useAction } from "@/app/_action/use-action";
import { usePlanSecrets } from "@/app/setup/[plan]/secrets";
import { useMarks } from "@/app/setup/[plan]/together/marks";
import { Button, ProblemNotice } from "@/components/ui";
import type { PlanDocument } from "@/lib/plan";
import { problem } from "@/lib/problems";
import type { ThreeArns } from "@/lib/roles-anywhere";
import { rehearseIdentity } from "./actions";

/** The rehearsal's way: the wizard's server does in the pretend account what the script would do. */
export function RehearsalOffer({
  planId,
  identity,
  made,
  onMade,
}: {
  planId: string;
  identity: PlanDocument["identity"];
  made: boolean;
  onMade: (arns: Required<ThreeArns> | undefined) => void;
}) {
  const { setSecrets } = usePlanSecrets(planId);
  const seen = useMarks("identity");
  const { pending, problem: refused, run } = useAction();
  const [key, setKey] = useState("");
  const make = () =>
    run(
      async () => {
        const { trustAnchorArn: _t, roleArn: _r, profileArn: _p, ...fields } = identity;
        const { writeAnswers } = await import("@/lib/sent");
        const { written, kept } = writeAnswers("identity", fields);
        if (kept.length === 0) return rehearseIdentity(planId, { fields: written, seen });
        return problem("input-refused", { values: { count: kept.length }, fields: kept });
      },
      (result) => {
        if ("accessKey" in result) {
          setSecrets({ accessKey: result.accessKey });
          setKey(result.accessKey.accessKeyId);
          return onMade(undefined);
        }
        const { trustAnchorArn, roleArn, profileArn } = result;
        onMade({ trustAnchorArn, roleArn, profileArn });
      },
    );
  return (
    <section
      aria-labelledby="rehearsal-title"
      className="flex flex-col items-start gap-3 rounded-lg border border-dashed border-ink bg-surface px-5 py-5"
    >
      <h2 id="rehearsal-title" className="text-lg font-semibold">
        In this rehearsal
      </h2>
      <p className="max-w-line">
        The wizard can create all of it in the pretend account, with the same AWS API calls that the script
        makes. You can repeat it after a change.
      </p>
      <Button pending={pending} pendingLabel="Making it…" onClick={() => void make()}>
        Do this in the sandbox
      </Button>
      <p role="status" className="min-h-6 text-sm font-medium text-pass">
        {made &&
          !pending &&
          refused === undefined &&
          (key === ""
            ? "Created in the sandbox: policy, trust anchor, role and profile. The ARNs are shown below."
            : `Created in the sandbox: policy, user and access key ${key}, which this page keeps in memory for the next step.`)}
      </p>
      <ProblemNotice problem={refused} />
    </section>
  );
}
