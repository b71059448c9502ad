import { setsInForce } from "../sets/all-sets";
import { type Circumstances, isTaggable, limitsOf, type PolicyScope } from "./statement-limits";

/**
 * The requests that the plan needs allowed, whichever statement is there for them. An action counts as allowed when
 * it is allowed in all of them.
 * @param within only this one of the regions that the plan is narrowed to
 */
export function circumstancesOf(action: string, scope: PolicyScope, within?: string): Circumstances[] {
  return limitsOf(action, scope)
    .flatMap(({ needs }) => needs)
    .filter(({ context }) => {
      const [region] = context["aws:RequestedRegion"] ?? [];
      return within === undefined || region === undefined || region === within;
    });
}

/** Requests just outside of the plan's limits on an action: a policy that allows one of them is wider. */
export function circumstancesOutside(action: string, scope: PolicyScope): Circumstances[] {
  return limitsOf(action, scope).flatMap(({ beyond }) => beyond);
}

/** Circumstances as a reader would say them; empty where nothing limits. */
export function circumstancesText(all: readonly Circumstances[]): string {
  const values = new Map<string, Set<string>>();
  const add = (key: string, value: string) => values.set(key, (values.get(key) ?? new Set()).add(value));
  for (const { context, resource } of all) {
    if (resource !== undefined) add("resource", resource);
    for (const [key, list] of Object.entries(context))
      for (const value of list.length === 0 ? ["(none)"] : list) add(key, value);
  }
  return [...values].map(([key, list]) => `${key} = ${[...list].join(" or ")}`).join(" and ");
}

/** How far the answer to a probe goes under the plan's limits; a sentence without its end where it does not go far. */
export interface ProbeReach {
  /** Why a denial says nothing: the probe does not meet the limit. */
  denial?: string | undefined;
  /** Why "allowed" proves only a part of what the plan needs. */
  allowed?: string | undefined;
  /** Why "allowed" says that the policy is wider than the plan. */
  wider?: string | undefined;
}

/**
 * What the answer to the probe of an action is worth: probes are sent in the plan's home region, which no plan leaves
 * out, on a key without tags, and for one service.
 * @param probed the service name that the probe of `iam:CreateServiceLinkedRole` sends
 */
export function probeReach(
  action: string,
  { narrowing, services = [] }: PolicyScope,
  probed: string,
): ProbeReach {
  if (action === "iam:CreateServiceLinkedRole") {
    const needed = narrowing?.serviceNames ?? services;
    if (needed.length === 0) return {};
    const others = needed.filter((name) => name !== probed);
    if (!needed.includes(probed)) {
      const reason = `this plan needs service-linked roles of ${needed.join(", ")}, and the probe asks for ${probed}`;
      return { denial: reason, allowed: reason };
    }
    return others.length > 0
      ? { allowed: `this plan needs them of ${others.join(", ")} too, and the probe asks for ${probed}` }
      : {};
  }
  const tag = narrowing?.tag;
  if (tag === undefined || !isTaggable(action)) return {};
  const reason = `this plan allows it for keys with the tag ${tag.key} = ${tag.value} only, and the probe's key has none`;
  return { denial: reason, wider: reason };
}

/** The services whose service-linked roles these sets need. */
export function serviceNamesOf(setIds: readonly string[]): string[] {
  return setsInForce(setIds).flatMap(({ linkedService }) => linkedService ?? []);
}
