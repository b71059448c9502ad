import { makeVerdict, type Verdict } from "@/lib/verdict";
import type { AwsCaller } from "../aws-caller";
import { faultWords, rawFailure } from "../faults";
import type { Reading } from "./read-answer";

export const CONTROL_ID = "control-probe";

/** Why the "not found" answers of a run count for nothing, said once. */
export function controlVerdict(
  aws: Pick<AwsCaller, "world" | "region">,
  run: { control: Reading | undefined; over: boolean; now: Date },
): Verdict {
  const failure = run.control?.failure;
  const fault = run.control?.is === "fault" ? faultWords(run.control.failure) : undefined;
  return makeVerdict({
    id: CONTROL_ID,
    title: "Control: a call that the policy does not allow",
    status: run.over ? "warn" : "unknown",
    kind: "probe",
    lookedAt: `RevokeGrant as a dry run, on a key that does not exist (${aws.region})`,
    expected: "Denied: the connection's policy does not hold kms:RevokeGrant.",
    found: run.over
      ? "Not denied, and no other call on that key was. Either the credentials are over-privileged (kms:* or more), or AWS looks for the key before it judges the caller: “not found” proves nothing then."
      : `The control gave no conclusive answer${fault ? `: ${fault.found}` : "."}`,
    details: failure && rawFailure(failure),
    at: run.now,
    world: aws.world,
    why: "Only when a caller without the permission is refused does “not found” mean that this caller has it.",
    remedy: run.over
      ? {
          text: "Give the connection only the policy of this plan and check again, or settle the open actions by simulation or pasted evidence.",
          where: "An IAM administrator of this account.",
        }
      : { text: fault?.remedy ?? "Check again." },
    source: {
      title: "AWS KMS developer guide, Testing permissions with DryRun",
      url: "https://docs.aws.amazon.com/kms/latest/developerguide/testing-permissions.html",
    },
  });
}
