import { Disclosure } from "@/components/ui";
import { VerdictList, VerdictSummary } from "@/components/verdicts";
import type { PlanDocument, World } from "@/lib/plan";
import type { Verdict } from "@/lib/verdict";
import { PasteBox } from "./paste-box";
import { usePaste } from "./use-paste";

/** For an access key: the script's result, which settles actions that no probe can prove. */
export function PastedBlock({
  planId,
  world,
  document,
  pasted,
}: {
  planId: string;
  world: World;
  document: PlanDocument;
  pasted: readonly Verdict[];
}) {
  const paste = usePaste(planId, world, document, () => {});
  return (
    <section aria-labelledby="result" className="flex flex-col gap-5">
      <h2 id="result" className="text-lg font-semibold">
        The script's result
      </h2>
      <div className="flex max-w-read flex-col gap-6">
        <PasteBox
          paste={paste}
          name="pasted"
          label="Paste the script's result"
          hint="It contains the answer of AWS's policy simulator for each action. It is read in this browser; it contains no secret."
          optional
        />
      </div>
      <PastedSummary verdicts={pasted} />
    </section>
  );
}

/** What the policy simulator said when the script ran, folded: it is evidence for the next step. */
export function PastedSummary({ verdicts }: { verdicts: readonly Verdict[] }) {
  if (verdicts.length === 0) return null;
  return (
    <div className="flex flex-col gap-2">
      <p className="max-w-line">
        The policy simulator's answers are kept as pasted evidence. They settle the actions that the next step
        cannot prove with a call.
      </p>
      <VerdictSummary verdicts={verdicts} />
      <Disclosure summary="Action by action">
        <VerdictList title="Policy simulator, as pasted" level={3} verdicts={verdicts} openFailures={false} />
      </Disclosure>
    </div>
  );
}
