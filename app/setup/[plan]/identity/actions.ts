"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { awsOptions, openAws, sandboxControl } from "@/lib/aws";
import {
  decisionSchema,
  isPrincipalOf,
  ownDecisions,
  simulatePermissions,
  simulatorQuestions,
  verdictsFromDecisions,
} from "@/lib/checks";
import { blueprint, limitsChecksum, policyScope, simulatorLines, userNameOf } from "@/lib/exports";
import { given } from "@/lib/given";
import { partitions } from "@/lib/partitions";
import { actionsInForce } from "@/lib/permissions";
import { basisOf, openAnswers, type PlanDocument, type ResultId } from "@/lib/plan";
import { isProblem, problem } from "@/lib/problems";
import { rehearse } from "@/lib/rehearsal";
import { checkArns, type ThreeArns } from "@/lib/roles-anywhere";
import { sentMarks, sentSlices } from "@/lib/sent";
import { getEnvironment, type PlanContext, planAction } from "@/lib/server";
import { getStore } from "@/lib/store";
import { savedAnswer } from "../together/saved";

const { identity: sentIdentity } = sentSlices;
const threeArns = sentIdentity.pick({ trustAnchorArn: true, roleArn: true, profileArn: true }).partial();

/** Keeps the three ARNs, right or wrong as long as they are ARNs, and judges them against each other and the plan. */
export const keepArns = planAction(
  { name: "keep-arns", input: z.strictObject({ arns: threeArns, seen: sentMarks }) },
  async ({ arns, seen }, context) => {
    const { plan, now } = context;
    const store = await getStore();
    const saved = await store.plans.saveSeen(plan.id, { slice: "identity", patch: arns, seen, now });
    const { verdicts } = await judgeArns(saved.document, context);
    refresh();
    return {
      savedAt: now,
      verdicts,
      open: openAnswers("identity", saved.document),
      ...savedAnswer("identity", saved, arns, plan),
    };
  },
);

/**
 * Keeps what AWS's policy simulator said when the administrator ran the script. The decisions are the visitor's word:
 * the verdicts are of kind `pasted`, and read so everywhere.
 */
export const keepSimulation = planAction(
  {
    name: "keep-simulation",
    input: z.strictObject({
      account: sentSlices.start.shape.accountId,
      partition: z.enum(partitions),
      principal: sentIdentity.shape.roleArn,
      decisions: z.array(decisionSchema).min(1).max(200),
      ranAt: z.date().optional(),
      limits: z.number().int().nonnegative().optional(),
    }),
  },
  async ({ account, partition, principal, decisions, ranAt, limits }, { plan, now }) => {
    const { start } = plan.document;
    if (account !== start.accountId || partition !== start.partition)
      return problem("result-block-foreign", {
        values: { found: `${account} (${partition})`, expected: `${start.accountId} (${start.partition})` },
      });
    if (!isPrincipalOf(principal, start))
      return problem("result-block-foreign", {
        values: { found: "another account", expected: `a role or user of account ${start.accountId}` },
      });
    const scope = policyScope(plan.document);
    const asked = { actions: neededActions(plan.document), scope, region: start.region };
    // A block of an earlier version says no limits, and knew none.
    const same = limits === undefined ? !isLimited(scope) : limits === limitsChecksum(simulatorLines(asked));
    if (!same) return problem("result-block-other-limits");
    const questions = simulatorQuestions(asked.actions, scope, start.region);
    const own = ownDecisions(decisions, questions, plan.document.policy.narrowTagKey);
    if (own === undefined) return problem("result-block-unlike");
    const about = { kind: "pasted", principal, now, world: plan.world, scope, region: start.region } as const;
    const verdicts = verdictsFromDecisions(own, asked.actions, about);
    const store = await getStore();
    const basis = basisOf("permissions-pasted", plan.document);
    const kept = {
      decisions: own,
      principal,
      ...given({ ranAt: ranAt?.toISOString() }),
    };
    const data = z.json().parse(kept);
    await store.results.save(plan.id, { id: "permissions-pasted", verdicts, basis, at: now, data });
    refresh();
    return { savedAt: now };
  },
);

/** Whether the plan's requests differ from those of a plan that narrows nothing. */
function isLimited({ narrowing, assumeRoleArn, services }: ReturnType<typeof policyScope>): boolean {
  return narrowing !== undefined || assumeRoleArn !== undefined || services !== undefined;
}

const options = sentIdentity.omit({ trustAnchorArn: true, roleArn: true, profileArn: true }).partial();

/**
 * Makes the identity in the rehearsal's pretend account, as the script would in a real one. Answers with the access
 * key where one is made: a key of the pretend account, which nobody but this browser gets.
 */
export const rehearseIdentity = planAction(
  { name: "rehearse-identity", limit: "check", input: z.strictObject({ fields: options, seen: sentMarks }) },
  async ({ fields, seen }, context) => {
    const { plan, now, signal } = context;
    if (plan.world !== "sandbox") return problem("rehearsal-not-sandbox");
    const options = awsOptions(getEnvironment(), signal);
    const { sandboxUrl, sandboxToken } = options;
    if (sandboxUrl === undefined) return problem("sandbox-missing");
    const store = await getStore();
    const save = { slice: "identity", patch: fields, seen, whole: true, now } as const;
    const { document: answered, elsewhere } = await store.plans.saveSeen(plan.id, save);
    if (elsewhere.length > 0) {
      refresh();
      return problem("answers-changed");
    }
    const drawn = blueprint(answered);
    if (isProblem(drawn)) return drawn;

    const { accountId, partition, region } = answered.start;
    const world = await sandboxControl({ sandboxUrl, sandboxToken }).ensureWorld(accountId, partition);
    if (isProblem(world)) return world;
    const aws = openAws({ world: "sandbox", partition, region, accountId }, world.administrator, options);
    const made = await rehearse(aws, drawn);
    if (isProblem(made)) return made;

    const { kind, ...facts } = made;
    const arns =
      made.kind === "roles-anywhere"
        ? { trustAnchorArn: made.trustAnchorArn, roleArn: made.roleArn, profileArn: made.profileArn }
        : undefined;
    const document = await store.plans.saveFields(
      plan.id,
      "identity",
      arns ?? { userName: userNameOf(answered) },
      now,
    );
    if (arns !== undefined) await judgeArns(document, context);
    const principal = made.kind === "roles-anywhere" ? made.roleArn : made.userArn;
    const verdicts = await simulatePermissions(aws, principal, neededActions(document), {
      signal,
      now: () => now,
      scope: policyScope(document),
    });
    const id: ResultId = "permissions-simulated";
    await store.results.save(plan.id, { id, verdicts, basis: basisOf(id, document), at: now });
    refresh();
    return { madeInSandbox: true as const, kind, savedAt: now, ...facts };
  },
);

async function judgeArns(document: PlanDocument, { plan, now }: Pick<PlanContext, "plan" | "now">) {
  const store = await getStore();
  const { trustAnchorArn, roleArn, profileArn } = document.identity;
  const arns: ThreeArns = { trustAnchorArn, roleArn, profileArn };
  if (Object.values(arns).every((text) => text === "")) {
    await store.results.remove(plan.id, "arns");
    return { verdicts: [] };
  }
  const verdicts = checkArns(arns, document.start, { now }).map((verdict) => ({
    ...verdict,
    evidence: { ...verdict.evidence, world: plan.world },
  }));
  await store.results.save(plan.id, { id: "arns", verdicts, basis: basisOf("arns", document), at: now });
  return { verdicts };
}

function neededActions({ start }: PlanDocument): string[] {
  return actionsInForce(start.sets);
}
