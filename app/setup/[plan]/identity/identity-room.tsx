"use client";

import { useState } from "react";
import { useAnswers } from "@/app/setup/[plan]/use-answers";
import type { StepLink } from "@/app/setup/steps";
import { type ResultStatuses, trustParts } from "@/app/setup/trust-parts";
import { TrustDrawing } from "@/components/pictures";
import { blueprint, roleAdmits, userNameOf } from "@/lib/exports";
import { given } from "@/lib/given";
import { type FieldProblem, type PlanDocument, usesCertificate, type World } from "@/lib/plan";
import { isProblem } from "@/lib/problems";
import type { Verdict } from "@/lib/verdict";
import { StepForm } from "../step-form";
import { ArnBox } from "./arn-box";
import { MakeIt } from "./make-it";
import { Options } from "./options";
import { PastedBlock } from "./pasted-block";
import { RehearsalOffer } from "./rehearsal-offer";
import { StillMissing } from "./still-missing";
import { TieChoice } from "./tie-choice";
import { useArns } from "./use-arns";
import { UserChoice } from "./user-choice";
import { WhatIsMade } from "./what-is-made";

export interface IdentityRoomProps {
  planId: string;
  world: World;
  document: PlanDocument;
  startHref: string;
  policyHref: string;
  certificatesHref: string;
  judged: { verdicts: readonly Verdict[]; stale: boolean };
  /** Verdicts of an earlier result block that still count. */
  pasted: readonly Verdict[];
  statuses: ResultStatuses;
  back?: StepLink | undefined;
  next?: StepLink | undefined;
}

/** Who CCKM is in AWS: what is made, the script that makes it, and what came of it. */
export function IdentityRoom(props: IdentityRoomProps) {
  const { planId, world, document, judged, pasted, statuses } = props;
  const answers = useAnswers(planId, "identity", document.identity);
  const arns = useArns(planId, document.identity);
  const [made, setMade] = useState(false);
  const certificate = usesCertificate(document);
  const live: PlanDocument = { ...document, identity: { ...answers.values, ...arns.values } };
  const drawn = blueprint(live);
  const [stays, setStays] = useState<FieldProblem[]>([]);
  const keptArns = arns.kept.map(({ field, sentence }): [string, string] => [field, sentence]);
  const errors = new Map([...answers.errors, ...keptArns]);

  async function saveNow() {
    // A new user may go without a name of the visitor's own: the one that the script uses is then the answer.
    if (!certificate && live.identity.userName === "") answers.set({ userName: userNameOf(live) });
    const back = await arns.flush();
    if (isProblem(back)) return back;
    setStays(back);
    const saved = await answers.saveNow();
    return saved === true ? back.length === 0 : saved;
  }

  return (
    <StepForm
      open={[...stays, ...answers.open.filter(({ field }) => !stays.some((kept) => kept.field === field))]}
      problem={answers.problem ?? arns.problem}
      conflicts={[answers.conflict, arns.conflict]}
      saveNow={saveNow}
      {...given({ back: props.back, next: props.next })}
    >
      <TrustDrawing parts={trustParts(document.start.signIn, statuses, roleAdmits(live))} />
      {!certificate && <UserChoice values={live} set={answers.set} error={errors.get("userName")} />}
      {isProblem(drawn) ? (
        <StillMissing problem={drawn} {...props} />
      ) : (
        <>
          <WhatIsMade blueprint={drawn} />
          {world === "sandbox" && (
            <RehearsalOffer
              planId={planId}
              identity={live.identity}
              made={made}
              onMade={(found) => {
                setMade(true);
                if (found !== undefined) arns.show(found);
              }}
            />
          )}
        </>
      )}
      {certificate && <TieChoice document={live} set={answers.set} error={errors.get("tieFields")} />}
      <Options
        values={answers.values}
        set={answers.set}
        errors={errors}
        partition={document.start.partition}
      />
      {!isProblem(drawn) && <MakeIt planId={planId} world={world} document={live} blueprint={drawn} />}
      {certificate ? (
        <ArnBox
          planId={planId}
          world={world}
          document={live}
          arns={arns}
          errors={errors}
          judged={judged}
          pasted={pasted}
        />
      ) : (
        <PastedBlock planId={planId} world={world} document={live} pasted={pasted} />
      )}
    </StepForm>
  );
}
