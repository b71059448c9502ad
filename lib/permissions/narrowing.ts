import type { Partition } from "@/lib/aws/partitions";
import { setsInForce } from "./all-sets";
import { isSingleKeyAction } from "./resources";

/**
 * Limits on the vendor's statements, where AWS supports them. All are opt-in: without one, the policy is exactly the
 * vendor's. What is not set does not limit.
 */
export interface Narrowing {
  /** Service-linked roles may only be made for these services (`iam:AWSServiceName`). */
  serviceNames?: readonly string[];
  /** Calls to KMS, CloudWatch Logs and CloudHSM only in these regions (`aws:RequestedRegion`). */
  regions?: readonly string[];
  /** Only keys that carry this tag (`aws:ResourceTag`, and `aws:RequestTag` for a new key). */
  tag?: { key: string; value: string };
}

/** What limits the statements of a plan beside its sets. */
export interface PolicyScope {
  /** The partition of the plan. The vendor's statements name no ARN, so they are the same in each. */
  partition?: Partition;
  /** The role that `sts:AssumeRole` is limited to; without it the statement stands on every role. */
  assumeRoleArn?: string;
  narrowing?: Narrowing;
}

type Condition = Record<string, Record<string, string | readonly string[]>>;

/** One statement's worth of limits: what it is called by, and what it says beside its actions. */
export interface Limit {
  /** Goes behind the Sid where a set is parted: letters only, empty where nothing limits, one for each limit. */
  suffix: string;
  Resource: string;
  Condition?: Condition;
}

/** Aliases have no tags: they are allowed by themselves, and their keys by the tag. */
const ALIAS_ACTIONS: readonly string[] = ["kms:CreateAlias", "kms:UpdateAlias", "kms:DeleteAlias"];
const isRegional = (action: string) => /^(kms|logs|cloudhsm):/.test(action);

/**
 * Every limit under which an action is to be allowed: a statement for each. Most actions have one; an action on an
 * alias also needs the alias, and a tag may also go onto a key that has none yet.
 * https://docs.aws.amazon.com/kms/latest/developerguide/tag-authorization.html (no list call and no CreateKey can be
 * judged by a key's tag) and https://docs.aws.amazon.com/kms/latest/developerguide/tag-permissions.html (a tag given
 * at creation takes a permission that is not limited to certain keys).
 */
export function limitsOf(action: string, scope: PolicyScope): Limit[] {
  const { narrowing = {}, partition = "aws" } = scope;
  const { serviceNames = [], regions = [], tag } = narrowing;
  if (action === "sts:AssumeRole" && scope.assumeRoleArn)
    return [{ suffix: "OfRole", Resource: scope.assumeRoleArn }];
  if (action === "iam:CreateServiceLinkedRole" && serviceNames.length > 0)
    return [limit("ForKms", "*", { StringEquals: { "iam:AWSServiceName": one(serviceNames) } })];
  if (!isRegional(action)) return [{ suffix: "", Resource: "*" }];
  const region: Record<string, string | readonly string[]> =
    regions.length > 0 ? { "aws:RequestedRegion": one(regions) } : {};
  const where = regions.length > 0 ? "InRegions" : "";
  if (tag === undefined || (action !== "kms:CreateKey" && !isSingleKeyAction(action)))
    return [limit(where, "*", { StringEquals: region })];
  const ofKey = { [`aws:ResourceTag/${tag.key}`]: tag.value };
  const ofRequest = { [`aws:RequestTag/${tag.key}`]: tag.value };
  if (action === "kms:CreateKey")
    return [limit("NewTagged", "*", { StringEquals: { ...region, ...ofRequest } })];
  const tagged = limit("Tagged", "*", { StringEquals: { ...region, ...ofKey } });
  if (ALIAS_ACTIONS.includes(action))
    return [tagged, limit("Aliases", `arn:${partition}:kms:*:*:alias/*`, { StringEquals: region })];
  if (action === "kms:TagResource")
    return [
      tagged,
      limit("FirstTag", "*", {
        StringEquals: { ...region, ...ofRequest },
        // A new key has no tags when they are judged. A key with another value of this tag stays out of reach.
        Null: { [`aws:ResourceTag/${tag.key}`]: "true" },
      }),
    ];
  return [tagged];
}

function limit(suffix: string, Resource: string, condition: Condition): Limit {
  const blocks = Object.entries(condition).filter(([, keys]) => Object.keys(keys).length > 0);
  return { suffix, Resource, ...(blocks.length > 0 ? { Condition: Object.fromEntries(blocks) } : {}) };
}

const one = (values: readonly string[]) => (values.length === 1 ? (values[0] ?? "") : [...values].sort());

/** What a request for an action is like when the plan needs it allowed: the keys of its context, and its resource. */
export interface Circumstances {
  context: Readonly<Record<string, readonly string[]>>;
  /** Only where the statement names one; every resource otherwise. */
  resource?: string;
}

/**
 * The requests that the plan needs allowed: one that meets no limit where there is none, else one for each service
 * name or region, with the tag. An action counts as allowed when it is allowed in all of them.
 * @param within only this one of the regions that the plan is narrowed to
 */
export function circumstancesOf(action: string, scope: PolicyScope, within?: string): Circumstances[] {
  const { serviceNames = [], tag } = scope.narrowing ?? {};
  const regions = (scope.narrowing?.regions ?? []).filter((name) => within === undefined || name === within);
  if (action === "sts:AssumeRole" && scope.assumeRoleArn)
    return [{ context: {}, resource: scope.assumeRoleArn }];
  if (action === "iam:CreateServiceLinkedRole" && serviceNames.length > 0)
    return serviceNames.map((name) => ({ context: { "iam:AWSServiceName": [name] } }));
  if (!isRegional(action)) return [{ context: {} }];
  const tags: Record<string, string[]> =
    tag === undefined
      ? {}
      : action === "kms:CreateKey"
        ? { [`aws:RequestTag/${tag.key}`]: [tag.value] }
        : isSingleKeyAction(action)
          ? { [`aws:ResourceTag/${tag.key}`]: [tag.value], ...ofTagging(action, tag) }
          : {};
  if (regions.length === 0) return [{ context: tags }];
  return regions.map((region) => ({ context: { "aws:RequestedRegion": [region], ...tags } }));
}

/** Requests just outside of the plan's limits on an action, one for each limit: a policy that allows them is wider. */
export function circumstancesOutside(action: string, { narrowing = {} }: PolicyScope): Circumstances[] {
  const { serviceNames = [], regions = [], tag } = narrowing;
  if (action === "iam:CreateServiceLinkedRole")
    return serviceNames.length > 0 ? [{ context: { "iam:AWSServiceName": ["another.amazonaws.com"] } }] : [];
  if (!isRegional(action)) return [];
  const outside: Circumstances[] = [];
  if (regions.length > 0) outside.push({ context: { "aws:RequestedRegion": ["another-region-1"] } });
  if (tag !== undefined && (action === "kms:CreateKey" || isSingleKeyAction(action)))
    outside.push({ context: { [`aws:ResourceTag/${tag.key}`]: [], [`aws:RequestTag/${tag.key}`]: [] } });
  return outside;
}

/** A call that tags brings the tag along: left open, the statement on a first tag would make its answer uncertain. */
function ofTagging(action: string, tag: { key: string; value: string }): Record<string, string[]> {
  return action === "kms:TagResource" ? { [`aws:RequestTag/${tag.key}`]: [tag.value] } : {};
}

/** Circumstances as a reader would say them; empty where nothing limits. */
export function circumstancesText(all: readonly Circumstances[]): string {
  const values = new Map<string, Set<string>>();
  const add = (key: string, value: string) => values.set(key, (values.get(key) ?? new Set()).add(value));
  for (const { context, resource } of all) {
    if (resource !== undefined) add("resource", resource);
    for (const [key, list] of Object.entries(context)) for (const value of list) add(key, value);
  }
  return [...values].map(([key, list]) => `${key} = ${[...list].join(", ")}`).join(" and ");
}

/**
 * Why a probe's denial of this action would say nothing: the call that it makes does not meet the plan's limit.
 * Undefined where it does meet it (a probe is sent in the plan's home region, which no plan leaves out).
 * @param probed the service name that the probe of `iam:CreateServiceLinkedRole` sends
 */
export function whyProbeMisses(action: string, scope: PolicyScope, probed: string): string | undefined {
  const { serviceNames = [], tag } = scope.narrowing ?? {};
  if (action === "iam:CreateServiceLinkedRole" && serviceNames.length > 0 && !serviceNames.includes(probed))
    return `this plan allows service-linked roles of ${serviceNames.join(", ")} only, and the probe asks for ${probed}`;
  if (tag !== undefined && (action === "kms:CreateKey" || isSingleKeyAction(action)))
    return `this plan allows it for keys with the tag ${tag.key} = ${tag.value} only, and the probe's key has none`;
  return undefined;
}

/** The services whose service-linked roles these sets need. */
export function serviceNamesOf(setIds: readonly string[]): string[] {
  return setsInForce(setIds).flatMap(({ linkedService }) => linkedService ?? []);
}
