/**
 * 39 verdicts against one round trip, over the wizard's own door to AWS. Prints JSON. A process of its own: `lib/aws`
 * is for servers only, which Node has to be told (--conditions=react-server).
 */
import {
  AttachUserPolicyCommand,
  CreateAccessKeyCommand,
  CreatePolicyCommand,
  CreateUserCommand,
  IAMClient,
} from "@aws-sdk/client-iam";
import { openAws } from "@/lib/aws";
import { type AwsCaller, checkPermissions } from "@/lib/checks";
import { composePolicy, permissionSets } from "@/lib/permissions";
import { median } from "./median";

const [sandboxUrl = ""] = process.argv.slice(2);
const RUNS = 20;
const WARM_UP = 20;
const accountId = "123456789012";
const region = "eu-west-1";
const target = { world: "sandbox", partition: "aws", region, accountId } as const;

const setIds = permissionSets.map((set) => set.id);
const actions = [...new Set(permissionSets.flatMap((set) => set.actions.map(({ action }) => action)))];
const aws = openAws(target, await newConnection(), { sandboxUrl });

const roundTrips: number[] = [];
const checks: number[] = [];
const firstVerdicts: number[] = [];
let verdicts = 0;
for (let run = -WARM_UP; run < RUNS; run += 1) {
  const trip = await time(() => oneRoundTrip(aws));
  let first: number | undefined;
  verdicts = 0;
  const began = performance.now();
  for await (const verdict of checkPermissions(aws, actions)) {
    // Those without a probe are said at once; the first that AWS had a part in counts.
    if (verdict.status === "pass") first ??= performance.now() - began;
    if (verdict.id !== "control-probe") verdicts += 1;
  }
  const check = performance.now() - began;
  if (run < 0) continue;
  roundTrips.push(trip);
  checks.push(check);
  firstVerdicts.push(first ?? 0);
}
console.log(
  JSON.stringify({
    verdicts,
    roundTripMs: median(roundTrips),
    checkMs: median(checks),
    firstVerdictMs: median(firstVerdicts),
  }),
);

async function oneRoundTrip(caller: AwsCaller): Promise<void> {
  const answer = await caller.call({ service: "sts", operation: "GetCallerIdentity", input: {} });
  if (!answer.ok) throw new Error(answer.failure.message);
}

async function time(act: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await act();
  return performance.now() - began;
}

/** An IAM user with the whole policy, as an administrator of the world makes it. */
async function newConnection() {
  const response = await fetch(`${sandboxUrl}/_sandbox/worlds/${accountId}`, {
    method: "PUT",
    body: JSON.stringify({ partition: "aws" }),
  });
  const { administrator } = (await response.json()) as {
    administrator: { accessKeyId: string; secretAccessKey: string };
  };
  const iam = new IAMClient({ endpoint: sandboxUrl, region, credentials: administrator });
  const PolicyDocument = JSON.stringify(composePolicy(setIds));
  const { Policy } = await iam.send(new CreatePolicyCommand({ PolicyName: "bench", PolicyDocument }));
  await iam.send(new CreateUserCommand({ UserName: "bench" }));
  await iam.send(new AttachUserPolicyCommand({ UserName: "bench", PolicyArn: Policy?.Arn }));
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: "bench" }));
  return { accessKeyId: AccessKey?.AccessKeyId ?? "", secretAccessKey: AccessKey?.SecretAccessKey ?? "" };
}
