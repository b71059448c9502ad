"use server";

import { z } from "zod";
import { awsOptions, sandboxControl } from "@/lib/aws";
import { type AwsCaller, checkPermissions, checkRegions, countFlip, joinRuns } from "@/lib/checks";
import { policyScope } from "@/lib/exports";
import { actionsInForce } from "@/lib/permissions";
import { basisOf, resultNow } from "@/lib/plan";
import { isProblem, type Problem, problem } from "@/lib/problems";
import { getEnvironment, type PlanContext, planStream } from "@/lib/server";
import { getStore } from "@/lib/store";
import type { Verdict } from "@/lib/verdict";
import { openConnection, signedAt } from "../connection/connection";
import { actionName, proofKeyAt, proofSchema } from "../connection/proof";
import { keepResult, stopwatch } from "../keep-result";
import type { CheckPiece } from "./check-piece";

/** AWS takes five minutes of difference; what is further off than this is signed again by the server's clock. */
const CLOCK_MS = 60_000;

/**
 * The whole check of a connection in one request: signs in as CCKM would, once, then lists the regions and checks
 * every permission of the plan, or only the named ones; each answer is yielded as it settles, and kept. A verdict
 * that contradicts the last one counts only once a second answer agrees with it. After a sign-in that AWS refused
 * nothing more comes.
 */
export const checkConnection = planStream(
  {
    name: "check-connection",
    limit: "check",
    accessKeyAt: proofKeyAt,
    input: z.strictObject({
      proof: proofSchema,
      only: z.array(actionName).max(100).optional(),
      regions: z.boolean(),
    }),
  },
  async function* ({ proof, only, regions }, context): AsyncGenerator<CheckPiece | Problem> {
    const { now } = context;
    const signed = signedAt(proof);
    if (signed !== undefined && Math.abs(signed.getTime() - now.getTime()) > CLOCK_MS)
      return yield { is: "clock", now };
    const world = await requireWorld(context);
    if (isProblem(world)) return yield world;
    if (world.created) yield { is: "world-made" };

    const opened = await openConnection(proof, context);
    if (isProblem(opened)) return yield opened;
    await keepResult("sign-in", opened.verdicts, context);
    const { aws, verdicts, again } = opened;
    yield { is: "signed-in", verdicts, inside: aws !== undefined, again };
    if (!aws) return;

    const listing = regions ? listRegions(aws, context) : undefined;
    // Awaited below; until then a fault of it is nobody's.
    listing?.catch(() => {});
    for await (const verdict of runProbes(aws, only, context)) yield { is: "permission", verdict };
    if (listing !== undefined) yield { is: "regions", verdict: await listing };
  },
);

/** A rehearsal's pretend account is there, or is made; the real AWS needs nothing. */
async function requireWorld({ plan }: PlanContext): Promise<{ created: boolean } | Problem> {
  if (plan.world !== "sandbox") return { created: false };
  const { sandboxUrl, sandboxToken } = awsOptions(getEnvironment());
  if (sandboxUrl === undefined) return problem("sandbox-missing");
  const { accountId, partition } = plan.document.start;
  return sandboxControl({ sandboxUrl, sandboxToken }).ensureWorld(accountId, partition);
}

async function listRegions(aws: AwsCaller, context: PlanContext): Promise<Verdict> {
  const { verdict, regions } = await checkRegions(aws, { signal: context.signal });
  await keepResult("regions", [verdict], context, {
    regions: regions.map(({ name, optIn }) => ({ name, optIn })),
  });
  return verdict;
}

async function* runProbes(
  aws: AwsCaller,
  only: readonly string[] | undefined,
  context: PlanContext,
): AsyncGenerator<Verdict> {
  const { plan, now, signal } = context;
  const needed = actionsInForce(plan.document.start.sets);
  const asked = only === undefined ? needed : needed.filter((action) => only.includes(action));
  const known = resultNow("permissions", { plan, results: await context.results() }).verdicts;
  const before = new Map(known.map((verdict) => [verdict.id, verdict]));
  const fresh: Verdict[] = [];
  const clock = stopwatch();
  try {
    for await (const verdict of checkPermissions(aws, asked, { signal, scope: policyScope(plan.document) })) {
      // What no probe can prove is said at once: that is no answer of AWS.
      if (verdict.status === "pass" || verdict.status === "fail") clock.answered();
      const counted = countFlip(before.get(verdict.id), verdict);
      fresh.push(counted);
      yield counted;
    }
  } finally {
    const data = { ...clock.read(), asked: asked.length };
    const basis = basisOf("permissions", plan.document);
    const { results } = await getStore();
    await results.merge(
      plan.id,
      { id: "permissions", verdicts: fresh, basis, at: now, data },
      { whole: only === undefined, join: joinRuns },
    );
  }
}
