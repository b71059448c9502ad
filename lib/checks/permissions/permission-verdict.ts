import {
  allSets,
  mendingStatements,
  type PolicyScope,
  probeReach,
  reasonsFor,
  statementsText,
} from "@/lib/permissions";
import { makeVerdict, type Remedy, type Verdict, type VerdictStatus, verdictReasons } from "@/lib/verdict";
import type { AwsCaller } from "../aws-caller";
import { faultWords, passingFaults, rawFailure } from "../faults";
import { PROBED_SERVICE, type Probe } from "../probes/probe";
import type { Reading } from "./read-answer";

/** What the run has shown about the order of KMS's checks, for the scope of this probe. */
export type Calibration = "proven" | "over-privileged" | "not-shown";

const SETTLED_BY =
  "AWS's policy simulator settles it: asked with an administrator's key, or by a script whose output is pasted.";

/** What would settle an action that its probe leaves open. */
export const settledByRemedy: Remedy = {
  text: SETTLED_BY,
  where:
    "Under “Ways to check”; the result block of the script in the step “Create the identity” contains the same answers.",
};

export interface PermissionVerdictInput {
  aws: Pick<AwsCaller, "world" | "region">;
  probe: Probe;
  reading: Reading;
  calibration: Calibration;
  now: Date;
  /** How the plan narrows its policy, so that a probe outside of it does not read as a denial. */
  scope?: PolicyScope | undefined;
}

/** The verdict on one action out of one answer. */
export function permissionVerdict(input: PermissionVerdictInput): Verdict {
  const { probe, reading, aws } = input;
  const judged = judge(input);
  const failure = reading.failure;
  return makeVerdict({
    id: probe.action,
    title: probe.action,
    status: judged.status,
    kind: "probe",
    lookedAt: `${probe.call?.operation ?? probe.action} on ${probe.on} (${aws.region})`,
    expected: expectationOf(probe),
    found: judged.found,
    details: failure ? `${rawFailure(failure)}\n\n${probe.note}` : probe.note,
    reason: judged.reason,
    at: input.now,
    world: aws.world,
    ...whyOf(probe.action),
    remedy: judged.remedy,
    source: probe.source,
  });
}

function expectationOf(probe: Probe): string {
  const answers = probe.allowed.map((row) => ("list" in row ? "the list" : row.error));
  return answers.length === 0
    ? "No probe can prove this action."
    : `Allowed shows as ${answers.join(" or ")}; denied shows as an access-denied error.`;
}

export function whyOf(action: string): { why?: string | undefined } {
  const [reason] = reasonsFor(
    action,
    allSets.map(({ id }) => id),
  );
  return reason ? { why: reason.why } : {};
}

interface Judged {
  status: VerdictStatus;
  found: string;
  reason?: string | undefined;
  remedy?: Remedy | undefined;
}

function judge({ aws, probe, reading, calibration, scope = {} }: PermissionVerdictInput): Judged {
  if (reading.is === "denied") return judgeDenial(probe, reading, scope);
  if (reading.is === "fault") {
    const { found, remedy, where } = faultWords(reading.failure);
    const { kind } = reading.failure;
    const label = kind === "throttled" ? " (throttled)" : passingFaults.includes(kind) ? " (try again)" : "";
    return {
      status: "unknown",
      found: `Not known${label}: ${found}`,
      reason: kind,
      remedy: { text: remedy, ...(where ? { where } : {}) },
    };
  }
  if (reading.is === "unclear")
    return { status: "unknown", found: `Not known: ${reading.reason}`, remedy: settledByRemedy };
  const reach = probeReach(probe.action, scope, PROBED_SERVICE);
  if (reach.allowed !== undefined)
    return {
      status: "unknown",
      found: `${allowedWords(aws, reading)} This is only partial proof: ${reach.allowed}.`,
      remedy: settledByRemedy,
    };
  const allowed =
    allowedWords(aws, reading) + (reach.wider ? ` More than the plan asks for: ${reach.wider}.` : "");
  if (probe.certainty === "sure" || (probe.certainty === "absent" && probe.onlyIf))
    return { status: "pass", found: allowed };
  if (probe.certainty === "absent")
    return {
      status: "unknown",
      found: `Not denied, but not proven: ${probe.absentBecause ?? "no answer proves this action."}`,
      reason: verdictReasons.unprovable,
      remedy: settledByRemedy,
    };
  if (calibration === "proven") return { status: "pass", found: allowed };
  return {
    status: "unknown",
    found:
      calibration === "over-privileged"
        ? "Not denied, but no call was denied in this run: the credentials may be allowed everything, or AWS looks for the key before it judges the caller."
        : "Not denied, but the run could not show that AWS judges the caller before it looks for the key.",
    remedy: settledByRemedy,
  };
}

function allowedWords({ world }: Pick<AwsCaller, "world">, reading: Reading): string {
  const who = world === "sandbox" ? "the sandbox" : "AWS";
  return reading.failure
    ? `Allowed: ${who} judged the caller and went on to say ${reading.failure.code}.`
    : `Allowed: ${who} gave the list.`;
}

function judgeDenial(
  probe: Probe,
  { cause }: Extract<Reading, { is: "denied" }>,
  scope: PolicyScope,
): Judged {
  const misses = cause.statementHelps ? probeReach(probe.action, scope, PROBED_SERVICE).denial : undefined;
  if (misses !== undefined)
    return {
      status: "unknown",
      found: `Denied, but inconclusive: ${misses}.`,
      reason: verdictReasons.outsideLimits,
      remedy: settledByRemedy,
    };
  const narrowed =
    cause.statementHelps && (probe.scope === "key" || probe.scope === "alias")
      ? " A policy that names only certain keys gives the same result, since the probe names another one."
      : "";
  const remedy: Remedy = {
    text: cause.remedy,
    where: cause.who,
    ...(cause.statementHelps
      ? { command: statementText([probe.action], scope), language: "json" as const }
      : {}),
  };
  return { status: "fail", found: `Denied by ${cause.by}.${narrowed}`, reason: cause.id, remedy };
}

/** The statement that allows these actions, as JSON to paste into a policy; a list of them where the plan narrows some. */
export function statementText(actions: readonly string[], scope: PolicyScope = {}): string {
  return statementsText(mendingStatements(actions, scope));
}
