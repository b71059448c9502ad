import type { PolicyScope } from "@/lib/permissions";
import { makeVerdict, type Remedy, type Source, type Verdict, type VerdictStatus } from "@/lib/verdict";
import type { AwsCaller, AwsFailure } from "../aws-caller";
import { faultWords, rawFailure } from "../faults";
import { statementText } from "../permissions/permission-verdict";
import type { Reading } from "../permissions/read-answer";
import { kmsSource } from "../probes/probe";
import { regionsInstead, regionVerdictId, widerRemedy } from "./in-region";
import type { AccountRegion } from "./regions";

/** What a region is asked for, to see whether the connection reaches KMS there. */
export const REACH_ACTION = "kms:ListKeys";

interface Asked {
  aws: Pick<AwsCaller, "world" | "region">;
  region: AccountRegion;
  reading: Reading;
  /** The home region's answer, where the words depend on it. */
  atHome: Reading | undefined;
  /** How the plan limits its policy: a region that it leaves out is closed on purpose. */
  scope: PolicyScope;
  now: Date;
}

interface Judged {
  status: VerdictStatus;
  found: string;
  remedy?: Remedy | undefined;
  source?: Source | undefined;
}

/** The verdict on one region out of one answer. */
export function reachVerdict(asked: Asked): Verdict {
  const { aws, region, reading, now } = asked;
  const { status, found, remedy, source } = judge(asked);
  return makeVerdict({
    ...base(region.name, status),
    kind: "probe",
    lookedAt: `ListKeys, one key at most, in ${region.name}`,
    expected: "KMS answers there and gives the list of keys, however short.",
    found,
    details: reading.failure && rawFailure(reading.failure),
    at: now,
    world: aws.world,
    remedy,
    source: source ?? kmsSource("ListKeys"),
  });
}

function judge(asked: Asked): Judged {
  const { region, reading, scope } = asked;
  const instead = regionsInstead(scope, region.name);
  if (reading.is === "allowed")
    return instead === undefined
      ? { status: "pass", found: "KMS answered and gave the list of keys." }
      : wider(region.name, instead);
  if (reading.is === "denied")
    return instead !== undefined && reading.cause.statementHelps
      ? asPlanned(region.name, instead)
      : judgeDenial(asked, reading);
  if (reading.is === "unclear")
    return {
      status: "unknown",
      found: `Not known: ${reading.reason}`,
      remedy: { text: "Read the raw answer under Details." },
    };
  return judgeFault(region, reading.failure);
}

/** The plan's own policy leaves the region out, and so does AWS. */
function asPlanned(region: string, instead: readonly string[]): Judged {
  return {
    status: "not-applicable",
    found: `Denied, as the plan intends: its policy is limited to ${instead.join(", ")}.`,
    remedy: { text: `To use ${region}, add it to the regions in the step “Compose the policy”.` },
  };
}

function wider(region: string, instead: readonly string[]): Judged {
  return {
    status: "warn",
    found: `KMS answered and gave the list of keys, though the plan's policy is limited to ${instead.join(", ")}.`,
    remedy: widerRemedy(region),
  };
}

function judgeDenial(
  { aws: { region: home }, region: { name: region }, atHome, scope }: Asked,
  { cause }: Extract<Reading, { is: "denied" }>,
): Judged {
  const remedy: Remedy = {
    text: cause.remedy,
    where: cause.who,
    ...(cause.statementHelps
      ? { command: statementText([REACH_ACTION], scope), language: "json" as const }
      : {}),
  };
  const denied = `kms:ListKeys is denied by ${cause.by}`;
  if (region === home) return { status: "fail", found: `${denied}.`, remedy };
  if (atHome?.is === "denied")
    return {
      status: "fail",
      found: `${denied}. It is denied in the home region ${home} too, so the cause may not be specific to this region.`,
      remedy,
    };
  if (atHome?.is !== "allowed")
    return {
      status: "fail",
      found: `${denied}. It is unknown whether the home region ${home} allows it.`,
      remedy,
    };
  const mend = cause.inRegion?.(region);
  return {
    status: "fail",
    found: `${denied}, and allowed in the home region ${home}: the denial is specific to this region.`,
    remedy: mend === undefined ? remedy : { text: mend, where: cause.who },
  };
}

function judgeFault({ optIn }: AccountRegion, failure: AwsFailure): Judged {
  if (failure.kind === "credentials-wrong" && optIn !== "opt-in-not-required")
    return {
      status: "unknown",
      found:
        "Not known: KMS there does not know the credentials. In a region that has to be switched on, this happens to a session token of the global STS endpoint (version 1), and to any credentials shortly after the region was switched on.",
      remedy: {
        text: "If the region was switched on within the last few hours, try again later. Otherwise set “Session tokens from the global endpoint” to valid in all AWS Regions, then sign in again.",
        where: "An IAM administrator of this account, in the IAM console under Account settings.",
      },
      source: tokenSource,
    };
  if (failure.kind === "region-disabled")
    return {
      status: "unknown",
      found: "Not known: the account lists the region as switched on, and KMS there says that it is not.",
      remedy: { text: "Try again later: switching a region on takes minutes to hours." },
      source: regionSource,
    };
  const { found, remedy, where } = faultWords(failure);
  return {
    status: "unknown",
    found: `Not known: ${found}`,
    remedy: { text: remedy, ...(where ? { where } : {}) },
  };
}

/** For a region that the account has not switched on: there is nothing to reach. */
export function switchedOffVerdict(
  aws: Pick<AwsCaller, "world">,
  { name }: AccountRegion,
  now: Date,
): Verdict {
  return makeVerdict({
    ...base(name, "not-applicable"),
    kind: "probe",
    lookedAt: `The state of ${name} in the account's list of regions`,
    expected: "Switched on, or on by default.",
    found: "Not switched on in this account. Nothing was asked there.",
    at: now,
    world: aws.world,
    remedy: {
      text: "To use it, enable the region under Account, AWS Regions in the AWS console; that takes minutes to hours.",
      where: "An administrator of the AWS account, or of the organization's management account.",
    },
    source: regionSource,
  });
}

function base(region: string, status: VerdictStatus) {
  return {
    id: regionVerdictId(region),
    title: `KMS in ${region}`,
    status,
    why: "CCKM manages keys region by region: a region where the connection cannot reach KMS cannot be added to it.",
  };
}

const tokenSource: Source = {
  title: "IAM user guide, Manage AWS STS in an AWS Region",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_enable-regions.html",
};
const regionSource: Source = {
  title: "AWS Account Management, Enable or disable AWS Regions in your account",
  url: "https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-regions.html",
};
