"use client";

import { type ReactNode, useMemo, useState } from "react";
import { usePlanSecrets } from "@/app/setup/[plan]/secrets";
import { StepBar } from "@/app/setup/[plan]/step-bar";
import type { StepLink } from "@/app/setup/steps";
import { trustParts } from "@/app/setup/trust-parts";
import { TrustDrawing } from "@/components/pictures";
import { Button, InsecureNotice, Note, ProblemNotice } from "@/components/ui";
import { VerdictList } from "@/components/verdicts";
import { settlePermissions, type Way } from "@/lib/checks";
import type { MendingTarget } from "@/lib/exports";
import type { PlanDocument, World } from "@/lib/plan";
import type { Verdict, VerdictStatus } from "@/lib/verdict";
import { useResultFocus } from "../result-focus";
import { ChainNote, passesByChainOnly } from "./connection/chain-note";
import { KeyGate } from "./connection/key-gate";
import type { SessionRequestParts } from "./connection/make-proof";
import { ClockNote, IncompleteNote } from "./notes";
import { CheckProgress } from "./permissions/check-progress";
import { MendingCard } from "./permissions/mending-card";
import type { PermissionGroup } from "./permissions/permission-rows";
import { Permissions } from "./permissions/permissions";
import { type Checked, useCheck } from "./permissions/use-check";
import { footNote, goOnWords, probeReport, probingWords, proof } from "./room-words";
import { HowToCheck } from "./ways/how-to-check";
import type { CheckScript } from "./ways/pasted-way";
import type { WayReports } from "./ways/report-words";
import { useSimulator } from "./ways/use-simulator";
import { WhatItCannotSee } from "./what-it-cannot-see";

export interface VerifyRoomProps {
  planId: string;
  world: World;
  document: Pick<PlanDocument, "start" | "identity">;
  parts: SessionRequestParts | undefined;
  /** What step Identity still waits for, each a sentence. */
  missing: readonly string[];
  identityHref: string;
  groups: readonly PermissionGroup[];
  initial: Checked;
  stale: boolean;
  /** What each way of checking came to, as the server has kept it. */
  reports: WayReports;
  script: CheckScript | undefined;
  /** Statuses of the certificates and of the ARNs, for the drawing. */
  earlier: { certificates: readonly VerdictStatus[]; arns: readonly VerdictStatus[] };
  roleAdmits: string;
  /** Where missing permissions are added. */
  mendingTarget: MendingTarget | undefined;
  /** The account's regions, once they are listed. */
  regionsCard: ReactNode;
  back?: StepLink | undefined;
  next?: StepLink | undefined;
}

/** The room's island: the ways of checking, the run, and what came of it. */
export function VerifyRoom(props: VerifyRoomProps) {
  const { planId, world, document, parts, groups, initial, missing, reports, stale } = props;
  const { secrets } = usePlanSecrets(planId);
  const actions = useMemo(() => [...new Set(groups.flatMap(({ ids }) => ids))], [groups]);
  const check = useCheck({ planId, parts, initial, actions });
  const simulator = useSimulator(planId);
  const [openWay, setOpenWay] = useState<Way>();
  const { checked, phase } = check;
  const running = phase.is === "signing-in" || phase.is === "checking" || phase.is === "waiting";
  const ready = parts === undefined ? secrets.accessKey !== undefined : secrets.privateKey !== undefined;
  const probed = checked.permissions;
  const settled = useMemo(() => {
    const fresh = (way: Way) => (reports[way]?.stale ? [] : (reports[way]?.verdicts ?? []));
    const others = { simulated: fresh("simulated"), pasted: fresh("pasted"), read: fresh("read") };
    return settlePermissions(actions, { probe: probed, ...others });
  }, [actions, probed, reports]);
  const asking = useMemo(
    () => ({ probe: check.asking, simulated: simulator.pending ? new Set(actions) : undefined }),
    [check.asking, simulator.pending, actions],
  );
  const anything = checked.signIn.length > 0 || probed.length > 0;
  // While only IAM's delay is waited out, nobody has to stay.
  const mayGoOn = anything && (!running || (phase.is === "waiting" && phase.count > 0));
  const old = stale && phase.is === "idle";
  // The anchor was changed after the sign-in that asked for it: what was found then is to be found again.
  const again = parts?.chain === "" && passesByChainOnly(checked.signIn);
  useResultFocus(running);
  const verdicts = settled.flatMap(({ verdict }) => verdict ?? []);
  const fresh = (list: readonly Pick<Verdict, "status">[]) => (old ? [] : list.map(({ status }) => status));

  return (
    <>
      <InsecureNotice />
      <TrustDrawing
        parts={trustParts(
          document.start.signIn,
          {
            ...props.earlier,
            "sign-in": fresh(checked.signIn),
            // A simulation alone has called nothing: the drawing waits for the first probe. Reading proves nothing.
            permissions: probed.length === 0 ? [] : fresh(settled.flatMap((one) => proof(one) ?? [])),
          },
          props.roleAdmits,
        )}
      />
      <IncompleteNote missing={missing} identityHref={props.identityHref} />
      <KeyGate planId={planId} world={world} certificate={parts?.certificate} />
      <HowToCheck
        planId={planId}
        world={world}
        document={document}
        actions={actions}
        reports={{ ...reports, probe: probeReport(probed, reports.probe) }}
        script={props.script}
        simulator={simulator}
        brief={anything || running}
        probing={probingWords(phase, check.asking.size)}
        open={openWay}
        onOpen={setOpenWay}
      />
      <CheckProgress phase={phase} settled={probed.length} onStop={check.stop} />
      {check.madeAnew && (
        <Note tone="sandbox" title="The pretend account was recreated">
          The sandbox had lost this rehearsal’s account, so it is empty now. Go back to the step “Create the
          identity” and create it again.
        </Note>
      )}
      {Math.abs(check.clockOffMs) > 120_000 && <ClockNote offMs={check.clockOffMs} />}
      {checked.signIn.length > 0 && (
        <VerdictList
          title="Sign-in and regions"
          verdicts={[...checked.signIn, ...checked.regions]}
          stale={old}
        />
      )}
      {!old && (
        <ChainNote planId={planId} signIn={checked.signIn} parts={parts} identityHref={props.identityHref} />
      )}
      <Permissions
        groups={groups}
        settled={settled}
        asking={asking}
        reports={reports}
        extra={probed.filter(({ id }) => !actions.includes(id))}
        probed={probed}
        begun={anything}
        running={running}
        stale={old}
        mending={<MendingCard verdicts={verdicts} target={props.mendingTarget} />}
        onCheck={(only) => void check.start(only)}
        onWay={setOpenWay}
      />
      {props.regionsCard}
      <WhatItCannotSee />
      <StepBar
        back={props.back}
        next={mayGoOn ? props.next : undefined}
        problem={<ProblemNotice problem={check.problem} />}
        nextQuiet={old || again}
        nextWords={goOnWords(verdicts)}
        note={footNote(missing.length > 0, ready, parts !== undefined)}
        primary={
          <Button
            variant={mayGoOn && !old && !again ? "secondary" : "primary"}
            pending={running}
            pendingLabel={phase.is === "waiting" ? "Waiting for AWS…" : "Checking…"}
            onClick={() => void check.start()}
          >
            {anything ? "Check again" : "Check the connection"}
          </Button>
        }
      />
    </>
  );
}
