"use server";

import { z } from "zod";
import {
  type AccountRegion,
  type AwsCaller,
  checkRegion,
  checkRegionReach,
  checkRegions,
  inRegion,
  isSwitchedOn,
  regionsDataSchema,
  regionVerdict,
  regionVerdictId,
} from "@/lib/checks";
import { policyScope } from "@/lib/exports";
import { actionsInForce } from "@/lib/permissions";
import { basisOf, type ResultId, type Results, resultNow } from "@/lib/plan";
import { isProblem, type Problem, problem } from "@/lib/problems";
import { type PlanContext, planAction, planStream } from "@/lib/server";
import { getStore } from "@/lib/store";
import type { Verdict } from "@/lib/verdict";
import { notSignedIn, openConnection } from "../connection/connection";
import { proofKeyAt, proofSchema } from "../connection/proof";

const regionName = z.string().regex(/^[a-z0-9-]{1,60}$/);

/** Asks in every region that the account has switched on whether KMS can be reached; a verdict a region, as they settle. */
export const reachRegions = planStream(
  {
    name: "reach-regions",
    limit: "check",
    accessKeyAt: proofKeyAt,
    input: z.strictObject({ proof: proofSchema }),
  },
  async function* ({ proof }, context): AsyncGenerator<Verdict | Problem> {
    const opened = await openConnection(proof, context);
    if (isProblem(opened)) return yield opened;
    if (!opened.aws) return yield notSignedIn(opened.verdicts);
    const regions = await listedRegions(opened.aws, context);
    if (regions.length === 0) return yield problem("regions-not-listed");
    const { signal } = context;
    const scope = policyScope(context.plan.document);
    const settled: Verdict[] = [];
    try {
      for await (const verdict of checkRegionReach(opened.aws, regions, { signal, scope })) {
        settled.push(verdict);
        yield verdict;
      }
    } finally {
      await keep("region-reach", settled, context);
    }
  },
);

/**
 * Checks in one region what the plan needs there: yields the verdict on each action as it settles, and last the one
 * on the region, which is what is kept. The browser goes from region to region, so that "stop" is not asking again.
 */
export const checkOneRegion = planStream(
  {
    name: "check-one-region",
    limit: "check",
    accessKeyAt: proofKeyAt,
    input: z.strictObject({ proof: proofSchema, region: regionName }),
  },
  async function* ({ proof, region }, context): AsyncGenerator<Verdict | Problem> {
    const { plan, now, signal } = context;
    const opened = await openConnection(proof, context);
    if (isProblem(opened)) return yield opened;
    if (!opened.aws) return yield notSignedIn(opened.verdicts);
    const regions = await listedRegions(opened.aws, context);
    if (!regions.some((listed) => listed.name === region && isSwitchedOn(listed)))
      return yield problem("region-not-switched-on", { values: { region } });
    const scope = policyScope(plan.document);
    const actions = actionsInForce(plan.document.start.sets);
    const verdicts: Verdict[] = [];
    for await (const verdict of checkRegion(opened.aws, region, actions, { signal, scope })) {
      verdicts.push(verdict);
      yield verdict;
    }
    const home = (await fresh("permissions", context))?.verdicts;
    const aws = inRegion(opened.aws, region);
    const verdict = regionVerdict({ aws, actions, verdicts, now, scope, ...(home ? { home } : {}) });
    await keep("region-permissions", [verdict], context);
    yield verdict;
  },
);

/** Takes a region out of those that were chosen: its verdict counts for nothing any more. */
export const leaveRegionOut = planAction(
  { name: "leave-region-out", input: z.strictObject({ region: regionName }) },
  async ({ region }, { plan }) => {
    const { results } = await getStore();
    return { left: await results.dropVerdict(plan.id, "region-permissions", regionVerdictId(region)) };
  },
);

/** The account's regions as they were listed for these answers, or listed now. Empty when the connection may not. */
async function listedRegions(aws: AwsCaller, context: PlanContext): Promise<AccountRegion[]> {
  const known = regionsDataSchema.safeParse((await fresh("regions", context))?.data);
  if (known.success && known.data.regions.length > 0) return known.data.regions;
  const { regions } = await checkRegions(aws, { signal: context.signal });
  return regions;
}

async function fresh(
  id: ResultId,
  { plan, results }: Pick<PlanContext, "plan" | "results">,
): Promise<Results[ResultId]> {
  return resultNow(id, { plan, results: await results() }).fresh;
}

async function keep(
  id: "region-reach" | "region-permissions",
  verdicts: readonly Verdict[],
  { plan, now }: PlanContext,
): Promise<void> {
  if (verdicts.length === 0) return;
  const basis = basisOf(id, plan.document);
  await (await getStore()).results.merge(plan.id, { id, verdicts: [...verdicts], basis, at: now });
}
