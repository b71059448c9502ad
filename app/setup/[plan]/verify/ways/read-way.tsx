"use client";

import { PolicyBoxes } from "@/app/setup/[plan]/policy/read-policies";
import { VerdictList } from "@/components/verdicts";
import type { Verdict } from "@/lib/verdict";

interface Props {
  planId: string;
  /** What the documents give beyond the plan; the permissions themselves stand in the matrix. */
  beyond: readonly Verdict[];
}

/** Policies pasted and evaluated offline: AWS is not asked. */
export function ReadWay({ planId, beyond }: Props) {
  return (
    <>
      <p className="max-w-line">
        Paste what is attached to the role or user, in full. It is not verified that these policies are
        attached: permissions allowed only by them are marked “on paper” and do not complete the checklist.
      </p>
      <PolicyBoxes planId={planId} />
      {beyond.length > 0 && <VerdictList title="More than needed" level={3} verdicts={beyond} />}
    </>
  );
}
