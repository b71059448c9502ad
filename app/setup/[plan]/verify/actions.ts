"use server";

import { z } from "zod";
import { type AwsCredentials, awsOptions, sandboxControl } from "@/lib/aws";
import {
  checkRegions,
  countFlip,
  joinRuns,
  type runDataSchema,
  checkPermissions as runProbes,
  simulatePermissions,
} from "@/lib/checks";
import { planScope } from "@/lib/exports";
import { actionsInForce } from "@/lib/permissions";
import { basisOf, resultNow } from "@/lib/plan";
import { isProblem, type Problem, problem } from "@/lib/problems";
import { accessKeyForms } from "@/lib/sent";
import { getEnvironment, type PlanContext, planAction, planStream } from "@/lib/server";
import { getStore } from "@/lib/store";
import type { Verdict } from "@/lib/verdict";
import { notSignedIn, openConnection } from "./connection/connection";
import { openAdministrator, principalOf } from "./connection/principal";
import { actionName, proofKeyAt, proofSchema } from "./connection/proof";

const proofInput = z.strictObject({ proof: proofSchema });

/**
 * What the browser needs before it signs: the server's time, since a visitor's clock may be off. For a rehearsal it
 * also sees to it that the pretend account is there, and says when it had to be made anew.
 */
export const prepareSession = planAction(
  { name: "prepare-session", limit: "check", input: z.strictObject({}) },
  async (_, { plan, now }) => {
    if (plan.world !== "sandbox") return { now, madeAnew: false };
    const { sandboxUrl, sandboxToken } = awsOptions(getEnvironment());
    if (sandboxUrl === undefined) return problem("sandbox-missing");
    const { accountId, partition } = plan.document.start;
    const world = await sandboxControl({ sandboxUrl, sandboxToken }).ensureWorld(accountId, partition);
    return isProblem(world) ? world : { now, madeAnew: world.created };
  },
);

/** Signs in as CCKM would, keeps the verdict and nothing else. */
export const signIn = planAction(
  { name: "sign-in", limit: "check", input: proofInput, accessKeyAt: proofKeyAt },
  async ({ proof }, context) => {
    const opened = await openConnection(proof, context);
    if (isProblem(opened)) return opened;
    await keep("sign-in", opened.verdicts, context);
    return { verdicts: opened.verdicts, again: opened.again };
  },
);

/** Lists the regions as the connection sees them. */
export const listRegions = planAction(
  { name: "list-regions", limit: "check", input: proofInput, accessKeyAt: proofKeyAt },
  async ({ proof }, context) => {
    const opened = await openConnection(proof, context);
    if (isProblem(opened)) return opened;
    if (!opened.aws) return notSignedIn(opened.verdicts);
    const { verdict, regions } = await checkRegions(opened.aws, { signal: context.signal });
    await keep("regions", [verdict], context, { regions });
    return { verdict, regions };
  },
);

/**
 * Checks every permission of the plan, or only the named ones, and yields each verdict as it settles. A verdict that
 * contradicts the last one counts only once a second answer agrees with it.
 */
export const checkPermissions = planStream(
  {
    name: "check-permissions",
    limit: "check",
    accessKeyAt: proofKeyAt,
    input: z.strictObject({ proof: proofSchema, only: z.array(actionName).max(100).optional() }),
  },
  async function* ({ proof, only }, context): AsyncGenerator<Verdict | Problem> {
    const { plan, now, signal } = context;
    const opened = await openConnection(proof, context);
    if (isProblem(opened)) return yield opened;
    if (!opened.aws) return yield notSignedIn(opened.verdicts);
    const scope = planScope(plan.document);
    const needed = actionsInForce(plan.document.start.sets);
    const asked = only === undefined ? needed : needed.filter((action) => only.includes(action));
    const known = resultNow("permissions", { plan, results: await context.results() }).verdicts;
    const before = new Map(known.map((verdict) => [verdict.id, verdict]));
    const fresh: Verdict[] = [];
    const clock = stopwatch();
    try {
      for await (const verdict of runProbes(opened.aws, asked, { signal, scope })) {
        // What no probe can prove is said at once: that is no answer of AWS.
        if (verdict.status === "pass" || verdict.status === "fail") clock.answered();
        const counted = countFlip(before.get(verdict.id), verdict);
        fresh.push(counted);
        yield counted;
      }
    } finally {
      const data = { ...clock.read(), asked: asked.length };
      const result = {
        id: "permissions",
        verdicts: fresh,
        basis: basisOf("permissions", plan.document),
      } as const;
      const { results: store } = await getStore();
      await store.merge(plan.id, { ...result, at: now, data }, { whole: only === undefined, join: joinRuns });
    }
  },
);

const administratorKey = z.strictObject({
  ...accessKeyForms,
  sessionToken: accessKeyForms.sessionToken.optional(),
});

/**
 * Asks AWS's policy simulator about each permission, with an administrator's credentials: the right to ask is not
 * among the connection's own. They are used for this request and forgotten.
 */
export const askSimulator = planAction(
  {
    name: "ask-simulator",
    limit: "check",
    accessKeyAt: ["accessKeyId", "secretAccessKey", "sessionToken"].map((name) => `administrator.${name}`),
    input: z.strictObject({ administrator: administratorKey.optional() }),
  },
  async ({ administrator }, context) => {
    return simulateFor(administrator, context);
  },
);

/** Breaks or mends the pretend account of a rehearsal, for the visitor's own plan only. */
export const chooseScenario = planAction(
  {
    name: "choose-scenario",
    limit: "check",
    input: z.strictObject({ scenario: z.string().regex(/^[a-z0-9-]{1,60}$/) }),
  },
  async ({ scenario }, context) => {
    const { plan } = context;
    const { sandboxUrl, sandboxToken } = awsOptions(getEnvironment());
    if (plan.world !== "sandbox" || sandboxUrl === undefined) return problem("sandbox-missing");
    const { accountId, partition } = plan.document.start;
    const world = await sandboxControl({ sandboxUrl, sandboxToken }).ensureWorld(
      accountId,
      partition,
      scenario,
    );
    if (isProblem(world)) return world;
    // What the simulator said of the account as it was says nothing of what it is now: it is asked again.
    if ((await context.results())["permissions-simulated"] !== undefined) {
      const asked = await simulateFor(undefined, context);
      if (isProblem(asked) || !asked.verdicts.some(isAnswer))
        await (await getStore()).results.remove(plan.id, "permissions-simulated");
    }
    return { scenario: world.scenario };
  },
);

async function simulateFor(administrator: AwsCredentials | undefined, context: PlanContext) {
  const { plan, signal } = context;
  const aws = await openAdministrator(administrator, context);
  if (isProblem(aws)) return aws;
  const principal = await principalOf(aws, plan.document);
  if (isProblem(principal)) return principal;
  const actions = actionsInForce(plan.document.start.sets);
  const clock = stopwatch();
  const verdicts = await simulatePermissions(aws, principal, actions, {
    signal,
    scope: planScope(plan.document),
  });
  const { fresh } = resultNow("permissions-simulated", { plan, results: await context.results() });
  // An administrator who may not ask learns so; what one who may was told is no less true for it.
  if (verdicts.some(isAnswer) || fresh === undefined)
    await keep("permissions-simulated", verdicts, context, { ...clock.read(), asked: actions.length });
  return { verdicts };
}

const isAnswer = ({ status }: Verdict) => status !== "unknown";

/** How long a run took, and how long its first answer, in milliseconds. */
function stopwatch() {
  const began = performance.now();
  const since = () => Math.round(performance.now() - began);
  let firstMs: number | undefined;
  return {
    answered: () => {
      firstMs ??= since();
    },
    read: () => ({ tookMs: since(), ...(firstMs === undefined ? {} : { firstMs }) }),
  };
}

async function keep(
  id: "sign-in" | "regions" | "permissions-simulated",
  verdicts: Verdict[],
  { plan, now }: PlanContext,
  data?: { regions: { name: string; optIn: string }[] } | z.input<typeof runDataSchema>,
): Promise<void> {
  const store = await getStore();
  const basis = basisOf(id, plan.document);
  await store.results.save(plan.id, { id, verdicts, basis, at: now, ...(data ? { data } : {}) });
}
