import { makeVerdict, type Verdict, type VerdictStatus, verdictReasons } from "@/lib/verdict";
import type { AwsCaller } from "../aws-caller";
import type { Probe } from "../probes/probe";
import { settledByRemedy, whyOf } from "./permission-verdict";

type Where = Pick<AwsCaller, "world" | "region">;

/** For an action whose probe does not exist: said so, and what settles it. */
export function absentVerdict(aws: Where, probe: Probe, now: Date): Verdict {
  const { evidence, ...rest } = base(
    aws,
    probe.action,
    "unknown",
    now,
    `Not probed: ${probe.absentBecause ?? probe.note}`,
  );
  return {
    ...rest,
    evidence: { ...evidence, reason: verdictReasons.unprovable },
    remedy: settledByRemedy,
    source: probe.source,
  };
}

/** CloudHSM has no endpoint in this region: there is nothing to allow or deny. */
export function notApplicableVerdict(aws: Where, probe: Probe, now: Date): Verdict {
  return {
    ...base(aws, probe.action, "not-applicable", now, `AWS CloudHSM has no endpoint in ${aws.region}.`),
    source: { title: "AWS endpoint data (AWS CloudHSM endpoints and quotas)" },
  };
}

/** For an action that this version has no probe for. */
export function unknownActionVerdict(aws: Where, action: string, now: Date): Verdict {
  return {
    ...base(aws, action, "unknown", now, "This wizard has no probe for the action."),
    remedy: settledByRemedy,
  };
}

function base(aws: Where, action: string, status: VerdictStatus, now: Date, found: string): Verdict {
  return makeVerdict({
    id: action,
    title: action,
    status,
    // AWS was not asked.
    kind: "static",
    lookedAt: "No call was made",
    expected: "No probe can prove this action here.",
    found,
    at: now,
    world: aws.world,
    ...whyOf(action),
  });
}
