"use server";

import { randomInt } from "node:crypto";
import { refresh } from "next/cache";
import { z } from "zod";
import { sandboxControl } from "@/lib/aws";
import { partitionTable } from "@/lib/partitions";
import { emptyPlanDocument, type Plan, type PlanDocument, signInWays, type World, worlds } from "@/lib/plan";
import { type Problem, problem } from "@/lib/problems";
import { sentSlices } from "@/lib/sent";
import { sentPlan } from "@/lib/sent/documents";
import { getEnvironment, planAction, type Visitor, visitorAction } from "@/lib/server";
import { getStore, isRefusal } from "@/lib/store";

/** What the front door does with plans. The page goes to `href` afterwards. */
interface PlanMade {
  planId: string;
  href: string;
}

const made = ({ id }: Plan): PlanMade => ({ planId: id, href: `/setup/${id}` });

/** Makes an empty plan. One for the sandbox has its pretend account and region filled in. */
export const createPlan = visitorAction(
  {
    name: "create-plan",
    limit: "create",
    input: z.strictObject({ world: z.enum(worlds), signIn: z.enum(signInWays).optional() }),
  },
  async ({ world, signIn }, { visitor, now }) => {
    const refused = refuseWorld(world);
    if (refused !== undefined) return refused;
    const empty = emptyPlanDocument();
    const start = { ...empty.start, signIn: signIn ?? empty.start.signIn };
    if (world === "sandbox") {
      start.connectionName = "Rehearsal";
      start.region = partitionTable[start.partition].defaultRegion;
    }
    const { planId, href } = made(await store(visitor, world, { ...empty, start }, now));
    // The first step even where the rehearsal has it filled in: these are the answers to look at first.
    return { planId, href: `${href}/start` };
  },
);

/** Makes a plan out of an exported one, which the page has read: a new plan of its own, with nothing checked yet. */
export const restorePlan = visitorAction(
  { name: "restore-plan", limit: "create", input: sentPlan },
  async ({ world, document }, { visitor, now }) => {
    return refuseWorld(world) ?? made(await store(visitor, world, document, now));
  },
);

/** Gives a plan another name; the connection's name is the plan's. */
export const renamePlan = planAction(
  {
    name: "rename-plan",
    input: z.strictObject({
      name: sentSlices.start.shape.connectionName.refine((name) => name !== "", "must not be empty"),
    }),
  },
  async ({ name }, { plan, now }) => {
    const { plans } = await getStore();
    await plans.saveFields(plan.id, "start", { connectionName: name }, now);
    refresh();
    return { name };
  },
);

/** Deletes a plan with its results and links, for everybody who joined it. What was made in AWS stays there. */
export const deletePlan = planAction(
  { name: "delete-plan", input: z.strictObject({}) },
  async (_, { plan }) => {
    await (await getStore()).plans.remove(plan.id);
    const { SANDBOX_URL: sandboxUrl, SANDBOX_TOKEN: sandboxToken } = getEnvironment();
    // Its pretend account goes too. When the sandbox is away there is nothing to tidy: it keeps nothing.
    if (plan.world === "sandbox" && sandboxUrl !== undefined)
      await sandboxControl({ sandboxUrl, sandboxToken }).removeWorld(plan.document.start.accountId);
    refresh();
    return { deleted: true };
  },
);

function refuseWorld(world: World): Problem | undefined {
  if (getEnvironment().WORLDS.includes(world)) return undefined;
  return problem("world-not-offered", { values: { world: world === "aws" ? "real AWS" : "sandbox" } });
}

/** Stores a new plan; one for the sandbox gets a pretend account that no other plan has. */
async function store(visitor: Visitor, world: World, document: PlanDocument, now: Date): Promise<Plan> {
  const { plans } = await getStore();
  let next = document;
  for (let attempt = 0; ; attempt += 1) {
    if (world === "sandbox" && (attempt > 0 || next.start.accountId === ""))
      next = inAccount(document, newAccountId());
    try {
      return await plans.create(visitor, { world, document: next, now });
    } catch (error) {
      const taken = isRefusal(error) && error.problem.code === "account-taken";
      if (!taken || world !== "sandbox" || attempt >= 5) throw error;
    }
  }
}

/** Twelve digits. Not beginning with 0, so that no tool reads it as a shorter number. */
function newAccountId(): string {
  return `${randomInt(100_000, 1_000_000)}${String(randomInt(0, 1_000_000)).padStart(6, "0")}`;
}

/** The document with another account number, in its ARNs too: those of the old one would point nowhere. */
function inAccount(document: PlanDocument, accountId: string): PlanDocument {
  const { start, policy, certificates, identity } = document;
  const moved = (arn: string) => {
    const parts = arn.split(":");
    return parts[0] === "arn" && parts[4] === start.accountId ? parts.with(4, accountId).join(":") : arn;
  };
  return {
    ...document,
    start: { ...start, accountId, assumeRoleArn: moved(start.assumeRoleArn) },
    policy: { ...policy, policyArn: moved(policy.policyArn) },
    certificates: { ...certificates, privateCaArn: moved(certificates.privateCaArn) },
    identity: {
      ...identity,
      permissionsBoundaryArn: moved(identity.permissionsBoundaryArn),
      trustAnchorArn: moved(identity.trustAnchorArn),
      roleArn: moved(identity.roleArn),
      profileArn: moved(identity.profileArn),
    },
  };
}
