"use server";

import { z } from "zod";
import { type AwsCredentials, awsOptions, sandboxControl } from "@/lib/aws";
import { simulatePermissions } from "@/lib/checks";
import { policyScope } from "@/lib/exports";
import { actionsInForce } from "@/lib/permissions";
import { resultNow } from "@/lib/plan";
import { isProblem, problem } from "@/lib/problems";
import { accessKeyForms } from "@/lib/sent";
import { getEnvironment, type PlanContext, planAction } from "@/lib/server";
import { getStore } from "@/lib/store";
import type { Verdict } from "@/lib/verdict";
import { openAdministrator, principalOf } from "./connection/principal";
import { keepResult, stopwatch } from "./keep-result";

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
    scope: policyScope(plan.document),
  });
  const { fresh } = resultNow("permissions-simulated", { plan, results: await context.results() });
  // An administrator who may not ask learns so; what one who may was told is no less true for it.
  if (verdicts.some(isAnswer) || fresh === undefined)
    await keepResult("permissions-simulated", verdicts, context, { ...clock.read(), asked: actions.length });
  return { verdicts };
}

const isAnswer = ({ status }: Verdict) => status !== "unknown";
