import { done, useAction } from "@/app/_action/use-action";
import { TextField } from "@/components/forms";
import { Button, Note, ProblemNotice } from "@/components/ui";
import { VerdictList } from "@/components/verdicts";
import type { PlanDocument, World } from "@/lib/plan";
import { isProblem } from "@/lib/problems";
import { arnSlots, repairArns, type ThreeArns } from "@/lib/roles-anywhere";
import type { Verdict } from "@/lib/verdict";
import { PasteBox } from "./paste-box";
import { PastedSummary } from "./pasted-block";
import { TrustPolicyCheck } from "./trust-policy-check";
import type { ArnsState } from "./use-arns";
import { usePaste } from "./use-paste";

/** The three ARNs: pasted in any form and sorted, or typed; judged as they come. */
export function ArnBox({
  planId,
  world,
  document,
  arns,
  errors,
  judged,
  pasted,
}: {
  planId: string;
  world: World;
  document: PlanDocument;
  arns: ArnsState;
  errors: ReadonlyMap<string, string>;
  judged: { verdicts: readonly Verdict[]; stale: boolean };
  pasted: readonly Verdict[];
}) {
  const paste = usePaste(planId, world, document, (found) => void arns.sendNow(found));
  const repaired = repairArns(arns.values);
  const { pending, problem, run } = useAction();
  const judge = (patch?: ThreeArns) =>
    run(async () => {
      const sent = await arns.sendNow(patch);
      return isProblem(sent) ? sent : done;
    });
  return (
    <section aria-labelledby="three-arns" className="flex flex-col gap-5">
      <h2 id="three-arns" className="text-lg font-semibold">
        The three ARNs
      </h2>
      <div className="flex max-w-read flex-col gap-6">
        <PasteBox
          paste={paste}
          name="pasted"
          label="Paste the script's result, or anything that contains the three ARNs"
          hint="In any order and form: the result block, JSON of the AWS CLI, outputs of CloudFormation or Terraform. It is read in this browser; only the ARNs and the simulator's answers are sent."
        />
        {arnSlots.map(({ slot, title, form }) => (
          <TextField
            key={slot}
            name={slot}
            label={`${title} ARN`}
            hint={`Ends in ${form}`}
            value={arns.values[slot]}
            error={errors.get(slot)}
            onChange={(event) => arns.set({ [slot]: event.target.value.trim() })}
            mono
          />
        ))}
        {repaired !== undefined && (
          <Note
            tone="warn"
            title="These ARNs are in the wrong fields"
            action={
              <Button size="small" pending={pending} onClick={() => void judge(repaired)}>
                Sort them
              </Button>
            }
          />
        )}
      </div>
      <ProblemNotice problem={problem} />
      {judged.verdicts.length > 0 && (
        <VerdictList
          title="Do they belong together?"
          level={3}
          verdicts={judged.verdicts}
          stale={judged.stale}
          action={
            judged.stale && (
              <Button size="small" pending={pending} onClick={() => void judge()}>
                Check again
              </Button>
            )
          }
        />
      )}
      <TrustPolicyCheck
        trustAnchorArn={arns.values.trustAnchorArn}
        roleName={arns.values.roleArn.split("/").at(-1) ?? ""}
        clientPem={document.certificates.clientPem}
      />
      <PastedSummary verdicts={pasted} />
    </section>
  );
}
