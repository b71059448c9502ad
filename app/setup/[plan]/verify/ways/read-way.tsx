"use client";

import { PolicyBoxes } from "@/app/setup/[plan]/policy/read-policies";
import { VerdictList } from "@/components/verdicts";
import type { Partition } from "@/lib/partitions";
import type { Verdict } from "@/lib/verdict";

interface Props {
  planId: string;
  partition: Partition;
  /** What the documents give beyond the plan; the permissions themselves stand in the matrix. */
  beyond: readonly Verdict[];
}

/** Policies pasted and evaluated offline: AWS is not asked. */
export function ReadWay({ planId, partition, beyond }: Props) {
  return (
    <>
      <p className="max-w-line">
        Paste what is attached to the role or user, in full. It is not verified that these policies are
        attached: permissions allowed only by them are marked “on paper” and do not complete the checklist.
      </p>
      <PolicyBoxes planId={planId} partition={partition} />
      {beyond.length > 0 && <VerdictList title="More than needed" level={3} verdicts={beyond} />}
    </>
  );
}
