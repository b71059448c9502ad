"use client";

import { useAnswers } from "@/app/setup/[plan]/use-answers";
import type { StepLink } from "@/app/setup/steps";
import { CheckboxCards, type ChoiceOption, RadioCards, SelectField, TextField } from "@/components/forms";
import { Disclosure } from "@/components/ui";
import { partitions, partitionTable } from "@/lib/partitions";
import type { PlanDocument, SignInWay, World } from "@/lib/plan";
import { StepForm } from "../step-form";
import { signInTitles, signInWords, targetTitles } from "./words";

export interface StartFormProps {
  planId: string;
  world: World;
  initial: PlanDocument["start"];
  sets: readonly ChoiceOption[];
  next?: StepLink | undefined;
}

/** The answers that everything else is made for. */
export function StartForm({ planId, world, initial, sets, next }: StartFormProps) {
  const { values, set, open, errors, problem, conflict, saveNow } = useAnswers(planId, "start", initial);
  const facts = partitionTable[values.partition];
  const text = (
    name: "connectionName" | "description" | "accountId" | "assumeRoleArn" | "assumeRoleExternalId",
  ) => ({
    name,
    value: values[name],
    error: errors.get(name),
    onChange: (event: { target: { value: string } }) => set({ [name]: event.target.value }),
  });
  return (
    <StepForm open={open} problem={problem} conflicts={[conflict]} saveNow={saveNow} next={next}>
      <div className="flex max-w-read flex-col gap-8">
        <TextField
          {...text("connectionName")}
          label="Connection name"
          hint="As it will appear in CipherTrust. It must be unique there and cannot be changed later."
          width="medium"
        />
        <TextField {...text("description")} label="Description" optional />
        <RadioCards
          name="target"
          legend="Where will the connection be created?"
          value={values.target}
          onValue={(target) => set({ target: target as typeof values.target })}
          options={Object.entries(targetTitles).map(([value, title]) => ({ value, title }))}
          columns={2}
        />
        <SelectField
          name="partition"
          label="AWS partition"
          hint={
            values.target === "cdspaas" && values.partition === "aws-us-gov"
              ? "The CDSPaaS pages that we read name AWS and AWS China, not GovCloud: confirm it with your tenant."
              : "Other partitions (ISO, European Sovereign Cloud) have no value in CipherTrust's cloud_name, so no connection can be made for them."
          }
          value={values.partition}
          error={errors.get("partition")}
          onChange={(event) => {
            const partition = partitions.find((id) => id === event.target.value);
            if (partition === undefined) return;
            const fits = partitionTable[partition].regionPattern.test(values.region);
            set(fits ? { partition } : { partition, region: "" });
          }}
          options={partitions.map((id) => ({ value: id, label: `${partitionTable[id].title} (${id})` }))}
        />
        <TextField
          {...text("accountId")}
          label="AWS account number"
          hint={
            world === "sandbox"
              ? "The account of this rehearsal's pretend AWS. It is made up and cannot be changed."
              : "12 digits. Every script and check of this plan refuses any other account."
          }
          readOnly={world === "sandbox"}
          inputMode="numeric"
          mono
          width="short"
        />
        <SelectField
          name="region"
          label="Home region"
          hint="Where the trust anchor and the profile live, and where the permissions are checked. CCKM can manage keys in more regions."
          value={values.region}
          error={errors.get("region")}
          placeholder="Choose a region"
          onChange={(event) => set({ region: event.target.value })}
          options={regionOptions(facts.regions, values.region)}
        />
        <RadioCards
          name="signIn"
          legend="How does CCKM sign in to AWS?"
          value={values.signIn}
          onValue={(signIn) => set({ signIn: signIn as SignInWay })}
          options={Object.entries(signInTitles).map(([value, title]) => ({
            value,
            title,
            description: signInWords[value as SignInWay],
          }))}
        />
        <CheckboxCards
          name="sets"
          legend="What should CCKM be able to do?"
          hint="Each choice is a set of permissions. The next step shows every action with its reason."
          values={values.sets}
          onValues={(chosen) => set({ sets: chosen })}
          options={sets}
        />
        <Disclosure summary="Keys in another account (assume a role)">
          <div className="flex flex-col gap-6">
            <TextField
              {...text("assumeRoleArn")}
              label="Role that CCKM assumes"
              hint="Only if the keys are in a different account from the identity. CCKM signs in here and then assumes that role."
              optional
              mono
            />
            <TextField
              {...text("assumeRoleExternalId")}
              label="External id"
              hint="Only if the role's trust policy requires one."
              optional
              mono
              width="medium"
            />
          </div>
        </Disclosure>
      </div>
    </StepForm>
  );
}

/** The regions of the partition; a region newer than our table stays on offer once it has been answered. */
function regionOptions(regions: readonly string[], answered: string) {
  const all = answered === "" || regions.includes(answered) ? regions : [...regions, answered];
  return all.map((region) => ({ value: region, label: region }));
}
