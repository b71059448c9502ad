/**
 * 39 verdicts against one round trip, over the wizard's own door to AWS. Prints JSON. A process of its own: `lib/aws`
 * is for servers only, which Node has to be told (--conditions=react-server).
 */
import { openAws } from "@/lib/aws";
import { type AwsCaller, checkPermissions } from "@/lib/checks";
import { actionsOf, permissionSets } from "@/lib/permissions";
import { newConnection, target } from "./connection";
import { median } from "./median";

const [sandboxUrl = ""] = process.argv.slice(2);
const RUNS = 20;
const WARM_UP = 20;

const actions = actionsOf(permissionSets.map((set) => set.id));
const aws = openAws(target, await newConnection(sandboxUrl), { sandboxUrl });

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
