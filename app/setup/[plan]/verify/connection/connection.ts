import "server-only";
import {
  awsOptions,
  identify,
  openAws,
  refuseForeignCredentials,
  refuseMalformedKey,
  relayCreateSession,
} from "@/lib/aws";
import { type AwsCaller, accessKeyVerdict, clockVerdict } from "@/lib/checks";
import { isProblem, type Problem, problem } from "@/lib/problems";
import {
  chainOnlyVerdict,
  createSessionVerdict,
  explainRelayFailure,
  parseArn,
  readCreateSessionAnswer,
} from "@/lib/roles-anywhere";
import { getEnvironment, type PlanContext } from "@/lib/server";
import type { Verdict } from "@/lib/verdict";
import type { Proof } from "./proof";

export interface OpenedConnection {
  /** The verdict on the sign-in, and on the server's clock where that is off. */
  verdicts: Verdict[];
  /** Worth trying again without a change: a new role or key takes some seconds to be known everywhere. */
  again: boolean;
  /** Only after a sign-in that succeeded, with the chain or without it. */
  aws?: AwsCaller | undefined;
}

/** Signs in as CCKM would. A problem only for a proof that must not be sent anywhere. */
export async function openConnection(
  proof: Proof,
  context: Pick<PlanContext, "plan" | "now" | "signal">,
): Promise<OpenedConnection | Problem> {
  const { plan, signal } = context;
  const environment = getEnvironment();
  if (plan.world === "sandbox" && environment.SANDBOX_URL === undefined) return problem("sandbox-missing");
  const options = awsOptions(environment, signal);
  const { partition, accountId, region } = plan.document.start;
  const target = { world: plan.world, partition, accountId, region };
  return proof.kind === "access-key"
    ? openWithKey(proof, context, target, options)
    : openWithRequest(proof, context, target, options);
}

/** Why nothing was asked of AWS: the sign-in did not succeed. */
export function notSignedIn(verdicts: readonly Verdict[]): Problem {
  return problem("sign-in-failed", { values: { reason: verdicts[0]?.evidence.found ?? "no answer." } });
}

type Target = Parameters<typeof openAws>[0];
type Options = ReturnType<typeof awsOptions>;

async function openWithKey(
  { accessKeyId, secretAccessKey }: Extract<Proof, { kind: "access-key" }>,
  { plan, now }: Pick<PlanContext, "plan" | "now">,
  target: Target,
  options: Options,
): Promise<OpenedConnection | Problem> {
  const credentials = { accessKeyId, secretAccessKey };
  const refused = refuseMalformedKey(credentials) ?? refuseForeignCredentials(plan.world, accessKeyId);
  if (refused) return refused;
  const aws = openAws(target, credentials, options);
  const answer = await identify(aws);
  const { accountId, partition } = target;
  const verdict = accessKeyVerdict(
    answer,
    { partition, accountId, userName: plan.document.identity.userName },
    { now, world: plan.world },
  );
  const ours = answer.ok && answer.identity.accountId === accountId;
  return {
    verdicts: [verdict],
    again: !answer.ok && answer.failure.kind === "credentials-wrong",
    ...(ours ? { aws } : {}),
  };
}

type SignedProof = Extract<Proof, { kind: "signed-request" }>;

/**
 * Signs in with the certificate alone, as CipherTrust does. Refused, it is tried with the chain, where there is one:
 * that passing is no pass, since nothing shows that CipherTrust sends intermediates, but it says what to mend. The
 * certificate alone is asked once more then, since it may have been refused for a change that AWS had not heard of yet.
 */
async function openWithRequest(
  { request, withChain }: SignedProof,
  context: Pick<PlanContext, "plan" | "now">,
  target: Target,
  options: Options,
): Promise<OpenedConnection | Problem> {
  const ask = (one: SignedProof["request"]) => askOnce(one, context, target, options);
  const alone = await ask(request);
  const refused = !isProblem(alone) && alone.aws === undefined && alone.verdicts[0]?.status === "fail";
  if (withChain === undefined || !refused) return alone;
  const chained = await ask(withChain);
  if (isProblem(chained) || chained.aws === undefined) return alone;
  const again = await ask(request);
  if (!isProblem(again) && again.aws !== undefined) return again;
  const { trustAnchorArn } = context.plan.document.identity;
  const facts = { trustAnchorArn, world: context.plan.world, now: context.now };
  const [, ...clock] = chained.verdicts;
  return { ...chained, verdicts: [signInVerdict(chainOnlyVerdict(facts)), ...clock] };
}

async function askOnce(
  request: SignedProof["request"],
  { plan, now }: Pick<PlanContext, "plan" | "now">,
  target: Target,
  options: Options,
): Promise<OpenedConnection | Problem> {
  const { trustAnchorArn } = plan.document.identity;
  // Roles Anywhere is asked in the anchor's own region, which need not be the plan's home region.
  const anchorRegion = parseArn(trustAnchorArn)?.region || target.region;
  const relayed = await relayCreateSession({ ...target, region: anchorRegion }, request, options);
  if (isProblem(relayed)) return relayed;
  const facts = { trustAnchorArn, world: plan.world, now };
  if ("failure" in relayed) {
    const failure = explainRelayFailure(relayed.failure);
    return { verdicts: [signInVerdict(createSessionVerdict(failure, facts))], again: failure.retry };
  }
  const dated = readAmzDate(request.headers["x-amz-date"]);
  const answer = readCreateSessionAnswer(relayed, dated ? { signedAt: dated } : {});
  const clock = clockVerdict(dated, answer.serverDate, { now, world: plan.world });
  const verdicts = [signInVerdict(createSessionVerdict(answer, facts)), ...(clock ? [clock] : [])];
  if (!answer.ok) return { verdicts, again: answer.retry };
  // What the sandbox or AWS hands out is held to the same rule as what a visitor types.
  const refused = refuseForeignCredentials(plan.world, answer.credentials.accessKeyId);
  if (refused) return refused;
  return { verdicts, again: false, aws: openAws(target, answer.credentials, options) };
}

/** The result "sign-in" has one verdict of that name, whichever way the connection signs in. */
function signInVerdict(verdict: Verdict): Verdict {
  return { ...verdict, id: "sign-in" };
}

/** When the browser signed, by its own clock; undefined for a proof that is not dated. */
export function signedAt(proof: Proof): Date | undefined {
  return proof.kind === "signed-request" ? readAmzDate(proof.request.headers["x-amz-date"]) : undefined;
}

/** 20260301T120000Z */
function readAmzDate(text: string | undefined): Date | undefined {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text ?? "");
  if (!parts) return undefined;
  const [year = 0, month = 1, day, hour, minute, second] = parts.slice(1).map(Number);
  return new Date(Date.UTC(year, month - 1, day, hour, minute, second));
}
