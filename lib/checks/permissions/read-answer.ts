import type { AwsAnswer, AwsFailure } from "../aws-caller";
import type { AllowedAnswer, Probe } from "../probes/probe";
import { actionOfDenial, causeOfDenial, type DenialCause, hidesExistence } from "./denials";

/** What one answer says about one action. Only "allowed" still depends on how sure the probe is. */
export type Reading =
  | { is: "allowed"; failure?: AwsFailure | undefined }
  | { is: "denied"; failure: AwsFailure; cause: DenialCause }
  /** An answer of AWS's that settles nothing, with the reason as a sentence. */
  | { is: "unclear"; failure?: AwsFailure | undefined; reason: string }
  /** A fault on the way, or AWS's own: says nothing about the permission. */
  | { is: "fault"; failure: AwsFailure };

/** Reads an answer by the probe's own table: exactly what stands there is "allowed", nothing else is. */
export function readAnswer(probe: Pick<Probe, "action" | "allowed" | "scope">, answer: AwsAnswer): Reading {
  if (answer.ok)
    return probe.allowed.some((row) => "list" in row && Array.isArray(answer.output[row.list]))
      ? { is: "allowed" }
      : {
          is: "unclear",
          reason: "AWS reported a success that is not possible for this call, or one without its list.",
        };
  const { failure } = answer;
  if (failure.kind === "denied") return readDenial(probe, failure);
  if (failure.kind !== "answer") return { is: "fault", failure };
  return probe.allowed.some((row) => matches(row, failure))
    ? { is: "allowed", failure }
    : { is: "unclear", failure, reason: `AWS answered ${failure.code}, which is inconclusive here.` };
}

function matches(row: AllowedAnswer, failure: AwsFailure): boolean {
  return "error" in row && row.error === failure.code && (row.sentence?.test(failure.message) ?? true);
}

function readDenial(probe: Pick<Probe, "action" | "scope">, failure: AwsFailure): Reading {
  const named = actionOfDenial(failure.message);
  if (named !== undefined && named.toLowerCase() !== probe.action.toLowerCase())
    return { is: "unclear", failure, reason: `AWS refused a different action: ${named}.` };
  const cause = causeOfDenial(failure.message);
  const missingKey = probe.scope === "key" || probe.scope === "alias";
  if (missingKey && (hidesExistence(failure.message) || cause.id === "resource-policy"))
    return {
      is: "unclear",
      failure,
      reason: "AWS's message does not say whether the key is missing or forbidden.",
    };
  return { is: "denied", failure, cause };
}
