/**
 * 39 actions in 17 regions, over the wizard's own door to AWS: how long, how many calls under way at most, and what
 * ten passes leave in memory. Prints JSON. A process of its own, for --expose-gc and --conditions=react-server.
 */

import { subscribe } from "node:diagnostics_channel";
import { type ClientRequest, globalAgent } from "node:http";
import { openAws } from "@/lib/aws";
import { atOnce } from "@/lib/aws/open-aws";
import { type AwsCaller, checkPermissions, checkRegions, inRegion, regionVerdict } from "@/lib/checks";
import { actionsOf, permissionSets } from "@/lib/permissions";
import { newConnection, target } from "./connection";
import { median } from "./median";

const [sandboxUrl = ""] = process.argv.slice(2);
const PASSES = 10;
const actions = actionsOf(permissionSets.map((set) => set.id));
const credentials = await newConnection(sandboxUrl);
/** A caller of its own, as every action of the wizard opens one. */
const open = () => openAws(target, credentials, { sandboxUrl });

const underWay = new Map<string, number>();
let most = new Map<string, number>();
// What is sent, from the wire: the signature names the service.
subscribe("http.client.request.start", (message) => {
  const { request } = message as { request: ClientRequest };
  const scope = /Credential=[A-Z0-9]+\/\d{8}\/[\w-]+\/([\w-]+)\//.exec(
    String(request.getHeader("authorization")),
  )?.[1];
  const service = scope === "cloudhsm" ? "cloudhsmv2" : (scope ?? "other");
  const count = (underWay.get(service) ?? 0) + 1;
  underWay.set(service, count);
  most.set(service, Math.max(most.get(service) ?? 0, count));
  request.once("close", () => underWay.set(service, (underWay.get(service) ?? 1) - 1));
});

const { regions } = await checkRegions(open());
const names = regions.filter(({ optIn }) => optIn === "opt-in-not-required").map(({ name }) => name);

let verdicts = 0;
async function checkOne(aws: AwsCaller, region: string): Promise<void> {
  const there = inRegion(aws, region);
  const settled = [];
  for await (const verdict of checkPermissions(there, actions)) settled.push(verdict);
  verdicts += settled.length;
  const folded = regionVerdict({ aws: there, actions, verdicts: settled, now: new Date() });
  if (folded.status !== "pass") throw new Error(`${region}: ${folded.evidence.found}`);
}

async function time(act: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await act();
  return performance.now() - began;
}

const onePass = async () => {
  for (const region of names) await checkOne(open(), region);
};

// Warm: connections, and code that has been compiled.
for (let run = 0; run < 20; run += 1) await checkOne(open(), target.region);
const one: number[] = [];
for (let run = 0; run < 20; run += 1) one.push(await time(() => checkOne(open(), target.region)));

const passes: number[] = [];
const heap: number[] = [];
most = new Map();
for (let pass = 0; pass < PASSES; pass += 1) {
  verdicts = 0;
  passes.push(await time(onePass));
  globalThis.gc?.();
  heap.push(process.memoryUsage().heapUsed);
}
const [mostOneByOne, verdictsOfAPass] = [most, verdicts];

// What the page never does: all regions over one caller. The limits hold all the same.
most = new Map();
const caller = open();
await Promise.all(names.map((region) => checkOne(caller, region)));

const shares = (peaks: Map<string, number>) =>
  [...peaks].map(([service, peak]) => ({ service, peak, limit: atOnce[service as keyof typeof atOnce] }));
console.log(
  JSON.stringify({
    regions: names.length,
    verdicts: verdictsOfAPass,
    oneMs: median(one),
    passMs: median(passes),
    oneByOne: shares(mostOneByOne),
    together: shares(most),
    heap,
  }),
);
globalAgent.destroy();
