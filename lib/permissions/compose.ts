import type { Partition } from "@/lib/aws/partitions";
import { permissionSets } from "./catalogue";
import { optionalSets } from "./optional-sets";
import type { ComposedPolicy, ComposedStatement, PolicyDocument } from "./policy";
import type { PermissionSet } from "./sets";

/** Every set there is: the vendor's four, then the optional ones. The order is the order of the statements. */
export const allSets: readonly PermissionSet[] = [...permissionSets, ...optionalSets];

/** The sets that a plan with these choices has in force: the required ones, listed or not, and the chosen ones. */
export function setsInForce(chosen: readonly string[]): PermissionSet[] {
  return allSets.filter((set) => set.required || chosen.includes(set.id));
}

/** The ids of {@link setsInForce}. */
export function setIdsInForce(chosen: readonly string[]): string[] {
  return setsInForce(chosen).map((set) => set.id);
}

/** Ids that name no set: a plan from another version of the wizard may hold some. */
export function unknownSetIds(ids: readonly string[]): string[] {
  return ids.filter((id) => !allSets.some((set) => set.id === id));
}

export interface ComposeOptions {
  /** The partition of the plan. The vendor's statements name no ARN, so they are the same in each. */
  partition?: Partition;
  /** The role that `sts:AssumeRole` is limited to; without it the statement stands on every role. */
  assumeRoleArn?: string;
}

/**
 * The policy for these sets, and only these: pass {@link setIdsInForce} for a plan. One statement a set, in the order
 * of the catalogue, actions sorted; an action that two sets need stands once, in the first of them.
 * Ids that name no set are left out ({@link unknownSetIds} tells them).
 */
export function composePolicy(setIds: readonly string[], options: ComposeOptions = {}): ComposedPolicy {
  const placed = new Set<string>();
  const statements: ComposedStatement[] = [];
  for (const set of allSets) {
    if (!setIds.includes(set.id)) continue;
    const actions = set.actions.map(({ action }) => action).filter((action) => !placed.has(action));
    for (const action of actions) placed.add(action);
    if (actions.length === 0) continue;
    statements.push({
      Sid: set.sid,
      Effect: "Allow",
      Action: actions.sort(),
      Resource: set.id === "assume-role" && options.assumeRoleArn ? options.assumeRoleArn : "*",
    });
  }
  return { Version: "2012-10-17", Statement: statements };
}

/** The distinct actions of these sets, in the order of the catalogue. */
export function actionsOf(setIds: readonly string[]): string[] {
  const chosen = allSets.filter((set) => setIds.includes(set.id));
  return [...new Set(chosen.flatMap((set) => set.actions.map(({ action }) => action)))];
}

/** Why an action is needed: the reason of each set that names it. */
export function reasonsFor(action: string, setIds: readonly string[]): { set: PermissionSet; why: string }[] {
  return allSets
    .filter((set) => setIds.includes(set.id))
    .flatMap((set) => set.actions.filter((a) => a.action === action).map(({ why }) => ({ set, why })));
}

/** One minimal statement that allows these actions: what to add when a check found them missing. At least one. */
export function mendingStatement(actions: readonly string[]): ComposedStatement {
  return { Sid: "MissingActions", Effect: "Allow", Action: [...new Set(actions)].sort(), Resource: "*" };
}

/** A policy as AWS and people read it: two blanks of indent, a line feed at the end. */
export function policyText(document: PolicyDocument): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}
