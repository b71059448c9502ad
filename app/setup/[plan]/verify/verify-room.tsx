"use client";

import { type ReactNode, useMemo } from "react";
import { usePlanSecrets } from "@/app/setup/[plan]/secrets";
import type { StepLink } from "@/app/setup/steps";
import { trustParts } from "@/app/setup/trust-parts";
import { StepFooter } from "@/components/frame";
import {
  Button,
  EmptyState,
  InsecureNotice,
  Note,
  ProblemNotice,
  TrustDrawing,
  VerdictList,
} from "@/components/ui";
import { openActions, settlePermissions, type Verdict, type VerdictStatus } from "@/lib/checks";
import type { MendingTarget } from "@/lib/exports";
import type { SignInWay, World } from "@/lib/plan";
import { CheckProgress } from "./check-progress";
import { KeyGate } from "./key-gate";
import type { SessionRequestParts } from "./make-proof";
import { MendingCard } from "./mending-card";
import { ClockNote, IncompleteNote } from "./notes";
import { PermissionBoard, type PermissionGroup } from "./permission-board";
import { SimulatorOffer } from "./simulator-offer";
import { type Checked, useCheck } from "./use-check";
import { WhatItCannotSee } from "./what-it-cannot-see";

export interface VerifyRoomProps {
  planId: string;
  world: World;
  signIn: SignInWay;
  parts: SessionRequestParts | undefined;
  /** What step Identity still waits for, each a sentence. */
  missing: readonly string[];
  identityHref: string;
  groups: readonly PermissionGroup[];
  initial: Checked;
  stale: boolean;
  /** Verdicts of other kinds of evidence, beside the probes. */
  pasted: readonly Verdict[];
  simulated: readonly Verdict[];
  /** Statuses of the certificates and of the ARNs, for the drawing. */
  earlier: { certificates: readonly VerdictStatus[]; arns: readonly VerdictStatus[] };
  /** Where missing permissions are added. */
  mendingTarget: MendingTarget | undefined;
  /** The account's regions, once they are listed. */
  regionsCard: ReactNode;
  back?: StepLink;
  next?: StepLink;
}

/** The room's island: the proof, the run, and what came of it. */
export function VerifyRoom(props: VerifyRoomProps) {
  const { planId, parts, groups, initial, missing, pasted, simulated, stale } = props;
  const { secrets } = usePlanSecrets(planId);
  const actions = useMemo(() => [...new Set(groups.flatMap(({ ids }) => ids))], [groups]);
  const check = useCheck({ planId, parts, initial, count: actions.length });
  const { checked, phase } = check;
  const running = phase.is === "signing-in" || phase.is === "checking" || phase.is === "waiting";
  const ready = parts === undefined ? secrets.accessKey !== undefined : secrets.privateKey !== undefined;
  const probed = checked.permissions;
  const settled = useMemo(
    () => settlePermissions(actions, { probe: probed, pasted, simulated }),
    [actions, probed, pasted, simulated],
  );
  const anything = checked.signIn.length > 0 || probed.length > 0;
  // While only IAM's delay is waited out, nobody has to stay.
  const mayGoOn = anything && (!running || (phase.is === "waiting" && phase.count > 0));
  const old = stale && phase.is === "idle";
  const open = openActions(probed);
  const fresh = (verdicts: readonly Verdict[]) => (old ? [] : verdicts.map(({ status }) => status));

  return (
    <>
      <InsecureNotice />
      <TrustDrawing
        parts={trustParts(props.signIn, {
          ...props.earlier,
          "sign-in": fresh(checked.signIn),
          // A simulation alone has called nothing: the drawing waits for the first probe.
          permissions: probed.length === 0 ? [] : fresh(settled.flatMap(({ verdict }) => verdict ?? [])),
        })}
      />
      <IncompleteNote missing={missing} identityHref={props.identityHref} />
      <KeyGate planId={planId} world={props.world} certificate={parts?.certificate} />
      <ProblemNotice problem={check.problem} />
      <CheckProgress phase={phase} settled={probed.length} onStop={check.stop} />
      {check.madeAnew && (
        <Note tone="sandbox" title="The pretend account was made anew">
          The sandbox had lost this rehearsal’s account, so it is empty now. Go back to the identity step and
          make the identity again.
        </Note>
      )}
      {Math.abs(check.clockOffMs) > 120_000 && <ClockNote offMs={check.clockOffMs} />}
      {!anything && !running && (
        <EmptyState title="Nothing has been checked yet">
          The check signs in as CCKM would, lists the regions, and asks for each of the {actions.length}{" "}
          permissions. It takes some seconds and changes nothing in the account.
        </EmptyState>
      )}
      {checked.signIn.length > 0 && <VerdictList title="Sign-in" verdicts={checked.signIn} stale={old} />}
      {checked.regions.length > 0 && <VerdictList title="Regions" verdicts={checked.regions} stale={old} />}
      {props.regionsCard}
      {!old && (
        <MendingCard
          verdicts={settled.flatMap(({ verdict }) => verdict ?? [])}
          target={props.mendingTarget}
        />
      )}
      {(probed.length > 0 || phase.is === "checking") && (
        <PermissionBoard
          groups={groups}
          settled={settled}
          extra={probed.filter(({ id }) => !actions.includes(id))}
          running={phase.is === "checking"}
          stale={old}
          action={
            !running && (
              <div className="flex flex-wrap gap-2">
                {open.length > 0 && (
                  <Button size="small" onClick={() => void check.start(open)}>
                    Check the {open.length} open again
                  </Button>
                )}
                <Button size="small" onClick={() => void check.start()}>
                  Check all again
                </Button>
              </div>
            )
          }
        />
      )}
      {anything && !running && !old && (
        <SimulatorOffer
          planId={planId}
          world={props.world}
          unsettled={settled.filter(({ verdict }) => verdict?.status === "unknown").length}
        />
      )}
      <WhatItCannotSee />
      <StepFooter
        back={props.back}
        next={mayGoOn ? props.next : undefined}
        note={footNote(missing.length > 0, ready, parts !== undefined)}
        primary={
          mayGoOn && !old ? undefined : (
            <Button
              variant="primary"
              pending={running}
              pendingLabel={phase.is === "waiting" ? "Waiting for AWS…" : "Checking…"}
              onClick={() => void check.start()}
            >
              Check the connection
            </Button>
          )
        }
      />
    </>
  );
}

function footNote(incomplete: boolean, ready: boolean, certificate: boolean): string | undefined {
  if (incomplete) return "The identity step is not complete: the check will not get far before it is.";
  if (ready) return undefined;
  return certificate
    ? "Give the private key above first: the check signs with it, in this browser."
    : "Give the access key above first: the check signs in with it.";
}
