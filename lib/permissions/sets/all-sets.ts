import { permissionSets } from "./catalogue";
import { optionalSets } from "./optional-sets";
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

/** The chosen set that a statement of the composed policy belongs to; a parted set has several, all begin with its Sid. */
export function setOf(sid: string, chosen: readonly string[]): PermissionSet | undefined {
  return setsInForce(chosen)
    .filter((set) => sid.startsWith(set.sid))
    .sort((a, b) => b.sid.length - a.sid.length)[0];
}

/** Every IAM action that the chosen sets need, with the required sets among them; each once. */
export function actionsInForce(chosen: readonly string[]): string[] {
  return actionsOf(setIdsInForce(chosen));
}
