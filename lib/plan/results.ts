import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { z } from "zod";
import { type Verdict, verdictSchema } from "@/lib/verdict";
import type { Plan, PlanDocument } from "./document";

/**
 * What was checked, kept apart from what was answered. A result remembers the answers that it was reached with
 * (`basis`, a hash); when they change it is stale, and says so, until the check is repeated.
 */
export const resultIds = [
  "certificates", // static: the rules, judged by the server action
  "private-key", // browser: does the key match the certificate
  "arns", // static: the three ARNs agree with each other and the plan
  "sign-in", // probe: CreateSession, or GetCallerIdentity with the access key
  "regions", // probe: ec2:DescribeRegions
  "region-reach", // probe: one verdict a region, can KMS be reached there
  "permissions", // probe: one verdict an action
  "region-permissions", // probe: one verdict a chosen region, out of those on its actions
  "permissions-pasted", // pasted: the policy simulator's answers out of the script's result block
  "permissions-simulated", // simulation, made by this server
  "permissions-read", // static: policies pasted and evaluated here
] as const;
export type ResultId = (typeof resultIds)[number];

export const resultSchema = z.object({
  id: z.enum(resultIds),
  verdicts: z.array(verdictSchema).max(500),
  basis: z.string().max(64),
  at: z.coerce.date(),
  /** What the check learned beyond its verdicts (the list of regions); its room has the schema. */
  data: z.json().optional(),
});
export type CheckResult = z.infer<typeof resultSchema>;
export type Results = Partial<Record<ResultId, CheckResult>>;

/** The answers that each result rests on. A field that is added to a plan makes nothing stale until it stands here. */
const dependencies: Record<ResultId, (d: PlanDocument) => unknown> = {
  certificates: (d) => certificateAnswers(d),
  "private-key": (d) => d.certificates.clientPem,
  arns: (d) => arnAnswers(d),
  "sign-in": (d) => identityAnswers(d),
  regions: (d) => identityAnswers(d),
  "region-reach": (d) => permissionAnswers(d),
  permissions: (d) => ({ ...permissionAnswers(d), ...assumedRole(d) }),
  // Without the role to assume: STS is not asked region by region.
  "region-permissions": (d) => permissionAnswers(d),
  "permissions-pasted": (d) => ({ ...permissionAnswers(d), ...assumedRole(d) }),
  "permissions-simulated": (d) => ({ ...permissionAnswers(d), ...assumedRole(d) }),
  "permissions-read": (d) => ({
    sets: [...d.start.sets].sort(),
    narrowing: narrowingAnswers(d),
    // What is known of every request. Without the role's ARN, which comes after the policy was first read.
    known: [d.start.partition, d.start.accountId, d.start.region, d.start.signIn],
    ...assumedRole(d),
  }),
};

function certificateAnswers(d: PlanDocument) {
  const { authority, privateCaArn, trustAnchorPem, clientPem, chainPem } = d.certificates;
  return { authority, privateCaArn, trustAnchorPem, clientPem, chainPem };
}

function arnAnswers(d: PlanDocument) {
  const { partition, accountId, region } = d.start;
  const { trustAnchorArn, roleArn, profileArn } = d.identity;
  return { partition, accountId, region, trustAnchorArn, roleArn, profileArn };
}

function identityAnswers(d: PlanDocument) {
  const { partition, accountId, region, signIn } = d.start;
  return signIn === "access-key"
    ? { partition, accountId, region, signIn, userName: d.identity.userName }
    : { ...arnAnswers(d), signIn: "certificate", clientPem: d.certificates.clientPem };
}

function permissionAnswers(d: PlanDocument) {
  const narrowing = narrowingAnswers(d);
  return {
    identity: identityAnswers(d),
    sets: [...d.start.sets].sort(),
    ...(narrowing.length > 0 ? { narrowing } : {}),
  };
}

/** Empty while nothing is narrowed, so that results from before there was narrowing stay current. */
function narrowingAnswers({ policy }: PlanDocument): string[] {
  const { narrowServiceRoles, narrowRegions, narrowTagKey, narrowTagValue } = policy;
  return [
    ...(narrowServiceRoles ? ["service roles"] : []),
    ...[...narrowRegions].sort().map((name) => `region ${name}`),
    ...(narrowTagKey === "" ? [] : [`tag ${narrowTagKey}=${narrowTagValue}`]),
  ];
}

/** Empty for a plan that assumes no role, so that its results from before this was asked stay current. */
function assumedRole({ start }: PlanDocument): { assumes?: string | undefined } {
  const { sets, assumeRoleArn } = start;
  return sets.includes("assume-role") && assumeRoleArn !== "" ? { assumes: assumeRoleArn } : {};
}

/** Hash of the answers that a result of this kind rests on. */
export function basisOf(id: ResultId, document: PlanDocument): string {
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify(dependencies[id](document))))).slice(0, 32);
}

/** A check's result beside the answers as they are now. */
export interface ResultNow {
  /** What was kept, whatever it rests on; undefined when the check was never made. */
  kept?: CheckResult | undefined;
  /** The answers have changed since the result was reached: it counts for nothing until the check is repeated. */
  stale: boolean;
  /** What was kept, unless it is stale. */
  fresh?: CheckResult | undefined;
  /** Those of `fresh`. */
  verdicts: readonly Verdict[];
}

/** How the result of a check stands: the one place that says whether it still counts. */
export function resultNow(
  id: ResultId,
  { plan, results }: { plan: Pick<Plan, "document">; results: Results },
): ResultNow {
  const kept = results[id];
  if (kept === undefined) return { stale: false, verdicts: [] };
  return kept.basis === basisOf(id, plan.document)
    ? { kept, stale: false, fresh: kept, verdicts: kept.verdicts }
    : { kept, stale: true, verdicts: [] };
}
