import { actionsOf, allSets } from "@/lib/permissions";
import { makeVerdict, type Verdict, type VerdictStatus } from "@/lib/verdict";
import { whyOf } from "../permissions/permission-verdict";
import { SIMULATOR_SOURCE } from "./simulation";
import type { SimulatedDecision, SimulatorQuestion } from "./simulator-questions";

/**
 * What a visitor pasted of the simulator's answers: it may say which, and no word of its own. What travels of it into
 * a verdict is checked for its form here.
 */

/**
 * Whether the ARN is one of a role or user of this account, in letters that names have (no blank, no quote): it is shown
 * in verdicts. An empty one is none, and is fine.
 */
export function isPrincipalOf(arn: string, account: { partition: string; accountId: string }): boolean {
  if (arn === "") return true;
  const [, partition, accountId] =
    /^arn:([a-z-]+):iam::(\d{12}):(?:role|user)\/(?:[\w+=,.@/-]{1,510}\/)?[\w+=,.@-]{1,64}$/.exec(arn) ?? [];
  return partition === account.partition && accountId === account.accountId;
}

/**
 * The decisions on the plan's own actions, in the order in which they stand. Others say nothing of the plan and are
 * left out; undefined where an action has more answers than questions were asked about it, which no script prints.
 * @param ownTag the tag key of the plan: the one that may stand in a context key with blanks and all
 */
export function ownDecisions(
  decisions: readonly SimulatedDecision[],
  questions: readonly SimulatorQuestion[],
  ownTag: string,
): SimulatedDecision[] | undefined {
  const asked = new Map<string, number>();
  for (const action of questions.flatMap(({ actions }) => actions))
    asked.set(action.toLowerCase(), (asked.get(action.toLowerCase()) ?? 0) + 1);
  const own = decisions.filter(({ action }) => asked.has(action.toLowerCase()));
  for (const [action, times] of asked)
    if (own.filter((one) => one.action.toLowerCase() === action).length > times) return undefined;
  return own.map((one) =>
    one.missingContext === undefined
      ? one
      : { ...one, missingContext: one.missingContext.map((key) => contextKey(key, ownTag)) },
  );
}

/** A condition key by IAM's form: "aws:RequestedRegion", "aws:ResourceTag/team". Any other text is not repeated. */
function contextKey(key: string, ownTag: string): string {
  const [, name = "", tag] = /^([a-z0-9-]{1,40}:[A-Za-z0-9]{1,60})(?:\/(.*))?$/s.exec(key) ?? [];
  if (name === "") return "a condition key of another form";
  if (tag === undefined) return name;
  return tag === ownTag || /^[\w.=+@-]{1,60}$/.test(tag) ? `${name}/${tag}` : `${name}/…`;
}

const catalogue: ReadonlySet<string> = new Set(actionsOf(allSets.map(({ id }) => id)));

const found: Partial<Record<VerdictStatus, string>> = {
  pass: "The pasted evidence says: allowed.",
  fail: "The pasted evidence says: denied.",
  unknown: "The pasted evidence does not settle this action.",
};

/**
 * A verdict on an action of which no more is known than how it was settled; undefined where that is no action of the
 * catalogue, or no such settlement.
 */
export function pastedVerdict(
  { id, status, evidence }: Pick<Verdict, "id" | "status" | "evidence">,
  world: "aws" | "sandbox",
): Verdict | undefined {
  const says = found[status];
  if (says === undefined || !catalogue.has(id)) return undefined;
  return makeVerdict({
    id,
    title: id,
    status,
    kind: "pasted",
    lookedAt: "AWS's policy simulator on the role or user",
    expected: "allowed",
    found: says,
    at: evidence.at,
    world,
    ...whyOf(id),
    source: SIMULATOR_SOURCE,
  });
}
