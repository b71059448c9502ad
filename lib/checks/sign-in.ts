import { behindLast } from "@/lib/bounded";
import type { Partition } from "@/lib/partitions";
import { makeVerdict, type Remedy, type Verdict, type VerdictStatus } from "@/lib/verdict";
import type { AwsFailure } from "./aws-caller";
import { faultWords, rawFailure } from "./faults";

export interface ExpectedCaller {
  partition: Partition;
  accountId: string;
  /** Name of the IAM user whose key it should be; "" when the plan does not say. */
  userName: string;
}

/**
 * The verdict "sign-in" of a connection by access key: whose key it is. GetCallerIdentity needs no permission.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
 */
export function accessKeyVerdict(
  answer: { ok: true; identity: { arn: string; accountId: string } } | { ok: false; failure: AwsFailure },
  expected: ExpectedCaller,
  about: { now: Date; world: "aws" | "sandbox" },
): Verdict {
  const say = (
    status: VerdictStatus,
    found: string,
    more: { details?: string | undefined; remedy?: Remedy | undefined } = {},
  ): Verdict =>
    makeVerdict({
      id: "sign-in",
      title: "Sign in with the access key",
      status,
      kind: "probe",
      lookedAt: "GetCallerIdentity with the access key",
      expected: expected.userName
        ? `The IAM user ${expected.userName} of account ${expected.accountId}`
        : `An IAM user of account ${expected.accountId}`,
      found,
      details: more.details,
      at: about.now,
      world: about.world,
      why: "CCKM signs in with this key; a key of another account would connect that account.",
      remedy: more.remedy,
      source: {
        title: "AWS STS API reference, GetCallerIdentity",
        url: "https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html",
      },
    });
  if (!answer.ok) {
    const { found, remedy, where } = faultWords(answer.failure);
    // Only AWS's own word about the key is a failure of the key; everything else is a fault on the way.
    const wrong =
      answer.failure.kind === "credentials-wrong" || answer.failure.kind === "credentials-expired";
    return say(wrong ? "fail" : "unknown", found, {
      details: rawFailure(answer.failure),
      remedy: { text: remedy, ...(where ? { where } : {}) },
    });
  }
  const { arn, accountId } = answer.identity;
  if (accountId !== expected.accountId)
    return say("fail", `The key belongs to account ${accountId} (${arn}).`, {
      remedy: {
        text: `Use a key of account ${expected.accountId}, or correct the account in the step “Describe the connection”.`,
      },
    });
  const user = arn.includes(":user/") ? behindLast(arn, "/") || undefined : undefined;
  if (arn.endsWith(":root"))
    return say("warn", "The key belongs to the account's root user.", {
      remedy: {
        text: "Create an IAM user with the plan's policy and use its key; then delete the root user's key.",
      },
    });
  if (user === undefined)
    return say("warn", `The key belongs to ${arn}, which is not an IAM user.`, {
      remedy: { text: "CCKM needs the long-term key of an IAM user: temporary credentials expire." },
    });
  if (expected.userName !== "" && user !== expected.userName)
    return say("warn", `The key belongs to the user ${user}.`, {
      remedy: {
        text: `Use a key of ${expected.userName}, or correct the user's name in the step “Create the identity”.`,
      },
    });
  return say("pass", `Signed in as ${arn}.`);
}

const SKEW_WARNING_SECONDS = 60;

/** A warning when the clock of this server, which dates the requests, is off AWS's by more than a minute. */
export function clockVerdict(
  ours: Date | undefined,
  theirs: Date | undefined,
  about: { now: Date; world: "aws" | "sandbox" },
): Verdict | undefined {
  if (ours === undefined || theirs === undefined) return undefined;
  const seconds = Math.round((ours.getTime() - theirs.getTime()) / 1000);
  if (Math.abs(seconds) < SKEW_WARNING_SECONDS) return undefined;
  return makeVerdict({
    id: "server-clock",
    title: "The clock of this wizard's server",
    status: "warn",
    kind: "probe",
    lookedAt: "The date of the signed request against the Date header of AWS's answer",
    expected: `Less than ${SKEW_WARNING_SECONDS} seconds apart`,
    found: `${Math.abs(seconds)} seconds ${seconds > 0 ? "ahead of" : "behind"} AWS's clock`,
    at: about.now,
    world: about.world,
    why: "AWS refuses requests whose date is off by more than about five minutes.",
    remedy: { text: "Set the server's clock (NTP).", where: "The operator of this wizard's server." },
  });
}
