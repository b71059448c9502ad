"use client";

import { useAnswers } from "@/app/setup/[plan]/use-answers";
import type { StepLink } from "@/app/setup/steps";
import { CheckboxCards, RadioCards, TextField } from "@/components/forms";
import { Disclosure } from "@/components/ui";
import { optionalSets, type PermissionSet, permissionSets } from "@/lib/permissions";
import type { PlanDocument, World } from "@/lib/plan";
import { isProblem } from "@/lib/problems";
import type { Verdict } from "@/lib/verdict";
import { StepForm } from "../step-form";
import { ActionReasons } from "./action-reasons";
import { NarrowPolicy } from "./narrow-policy";
import { PolicyForms } from "./policy-forms";
import { ReadPolicies } from "./read-policies";

export interface PolicyRoomProps {
  planId: string;
  world: World;
  document: PlanDocument;
  /** What was read of policies that exist. */
  read: { verdicts: readonly Verdict[]; stale: boolean };
  back?: StepLink | undefined;
  next?: StepLink | undefined;
}

const option = (set: PermissionSet) => ({
  value: set.id,
  title: set.title,
  description: set.why,
  aside: set.actions.length === 1 ? "1 action" : `${set.actions.length} actions`,
  ...(set.required ? { locked: "Always needed." } : {}),
});
const vendorOptions = permissionSets.map(option);
const optionalOptions = optionalSets.map(option);
const optionalIds: readonly string[] = optionalSets.map(({ id }) => id);

/** The policy, composed as the sets are chosen, in every form; and who makes it. */
export function PolicyRoom({ planId, world, document, read, back, next }: PolicyRoomProps) {
  const start = useAnswers(planId, "start", document.start);
  const policy = useAnswers(planId, "policy", document.policy);
  const live: PlanDocument = { ...document, start: start.values, policy: policy.values };
  const { sets, assumeRoleArn } = start.values;
  const { madeElsewhere, policyArn } = policy.values;
  const { errors } = policy;
  return (
    <StepForm
      open={policy.open}
      problem={start.problem ?? policy.problem}
      conflicts={[start.conflict, policy.conflict]}
      saveNow={async () => {
        const sets = await start.saveNow();
        return isProblem(sets) ? sets : policy.saveNow();
      }}
      back={back}
      next={next}
    >
      <div className="flex max-w-read flex-col gap-4">
        <CheckboxCards
          name="sets"
          legend="What CCKM can do"
          hint="Exactly the permissions that the vendor's page asks for, set by set. The policy below changes as you choose."
          values={sets.filter((id) => !optionalIds.includes(id))}
          onValues={(chosen) =>
            start.set({ sets: [...chosen, ...sets.filter((id) => optionalIds.includes(id))] })
          }
          options={vendorOptions}
        />
        <Disclosure
          summary="Sets that are not on the vendor's page"
          open={sets.some((id) => optionalIds.includes(id)) || assumeRoleArn !== ""}
        >
          <CheckboxCards
            name="optionalSets"
            legend="Not on the vendor's page"
            hint="We deduced them from what the features call in AWS. Leave them off unless you use the feature."
            values={sets.filter((id) => optionalIds.includes(id))}
            onValues={(chosen) =>
              start.set({ sets: [...sets.filter((id) => !optionalIds.includes(id)), ...chosen] })
            }
            options={optionalOptions}
          />
          {assumeRoleArn !== "" && !sets.includes("assume-role") && (
            <p className="max-w-line text-sm">
              This plan names a role for CCKM to assume. AWS allows that only with <code>sts:AssumeRole</code>
              , which the vendor's list does not have: switch on "Assume a role", or make sure that another
              policy allows it.
            </p>
          )}
        </Disclosure>
        <NarrowPolicy start={start.values} values={policy.values} set={policy.set} errors={errors} />
      </div>
      <section className="flex flex-col gap-4" aria-labelledby="policy-forms">
        <h2 id="policy-forms" className="text-lg font-semibold">
          The policy
        </h2>
        <PolicyForms planId={planId} world={world} document={live} />
      </section>
      <ActionReasons sets={sets} />
      <div className="flex max-w-read flex-col gap-6">
        <RadioCards
          name="madeElsewhere"
          legend="Who creates the policy?"
          value={madeElsewhere ? "yes" : "no"}
          onValue={(value) => policy.set({ madeElsewhere: value === "yes" })}
          options={[
            {
              value: "no",
              title: "This plan's scripts, or I do",
              description:
                "The script in the step “Create the identity” creates it together with everything else. You can also create it here first: the script finds it and leaves it alone.",
            },
            {
              value: "yes",
              title: "Another team",
              description:
                "Give them the JSON above and enter the ARN that they return. The scripts then attach it and never change it.",
            },
          ]}
        />
        {madeElsewhere && (
          <TextField
            name="policyArn"
            label="ARN of the policy"
            hint={`As AWS shows it on the policy's page: arn:${start.values.partition}:iam::${start.values.accountId || "ACCOUNT"}:policy/NAME`}
            value={policyArn}
            error={errors.get("policyArn")}
            onChange={(event) => policy.set({ policyArn: event.target.value })}
            mono
          />
        )}
      </div>
      <ReadPolicies
        planId={planId}
        partition={start.values.partition}
        sets={sets}
        open={madeElsewhere}
        {...read}
      />
    </StepForm>
  );
}
