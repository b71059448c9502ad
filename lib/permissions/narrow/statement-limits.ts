import { type Partition, partitionTable } from "@/lib/partitions";
import { isSingleKeyAction } from "../evaluate/resources";
import { EXAMPLE_ALIAS, EXAMPLE_KEY } from "./example-resources";

/**
 * Limits on the vendor's statements, where AWS supports them. All are opt-in: without one, the policy is exactly the
 * vendor's. What is not set does not limit.
 */
export interface Narrowing {
  /** Service-linked roles may only be made for these services (`iam:AWSServiceName`). */
  serviceNames?: readonly string[] | undefined;
  /** Calls to KMS, CloudWatch Logs and CloudHSM only in these regions (`aws:RequestedRegion`). */
  regions?: readonly string[] | undefined;
  /** Only keys that carry this tag (`aws:ResourceTag`, and `aws:RequestTag` for a new key). */
  tag?: { key: string; value: string } | undefined;
}

/** What a plan says of its policy beside the sets: its limits, and what the requests within them are like. */
export interface PolicyScope {
  /** The partition of the plan. The vendor's statements name no ARN, so they are the same in each. */
  partition?: Partition | undefined;
  /** Account and home region, for the ARNs of requests. */
  accountId?: string | undefined;
  region?: string | undefined;
  /** How the connection signs in, and as whom, where that is known: what every request of it says of the caller. */
  signIn?: "roles-anywhere" | "access-key" | undefined;
  principalArn?: string | undefined;
  /** The role that `sts:AssumeRole` is limited to; without it the statement stands on every role. */
  assumeRoleArn?: string | undefined;
  /** The services whose service-linked roles the plan's sets need, narrowed or not. */
  services?: readonly string[] | undefined;
  narrowing?: Narrowing | undefined;
}

/** What a request is like when the plan needs it allowed, or not. */
export interface Circumstances {
  /** Context keys and their values; an empty list: surely absent. Keys not named are open. */
  context: Readonly<Record<string, readonly string[]>>;
  /** Only where the request is about one; every resource otherwise. */
  resource?: string | undefined;
  /** Values that a real request brings and that decide nothing: given to the simulator, which asks for them. */
  fill?: Readonly<Record<string, readonly string[]>> | undefined;
}

/** One statement's worth of limits: what the statement says beside its actions, and the requests that it is there for. */
export interface Limit {
  /** Goes behind the Sid where a set is parted: letters only, empty where nothing limits, one for each limit. */
  suffix: string;
  Resource: string;
  Condition?: Record<string, Record<string, string | readonly string[]>> | undefined;
  /** Each of these must be allowed. */
  needs: readonly Circumstances[];
  /** Just outside: a policy that allows one of these is wider than the plan. */
  beyond: readonly Circumstances[];
}

/** Aliases have no tags: they are allowed by themselves, and their keys by the tag. */
export const ALIAS_ACTIONS: readonly string[] = ["kms:CreateAlias", "kms:UpdateAlias", "kms:DeleteAlias"];
const ANOTHER = "another";

const isRegional = (action: string) => /^(kms|logs|cloudhsm):/.test(action);
/** Whether a limit by tag touches the action. */
export const isTaggable = (action: string) => action === "kms:CreateKey" || isSingleKeyAction(action);

/**
 * Every limit under which an action is to be allowed: a statement for each. Most actions have one; an action on an
 * alias also needs the alias, and a tag may also go onto a key that has none yet.
 * https://docs.aws.amazon.com/kms/latest/developerguide/tag-authorization.html (no list call and no CreateKey can be
 * judged by a key's tag) and https://docs.aws.amazon.com/kms/latest/developerguide/tag-permissions.html (a tag given
 * at creation takes a permission that is not limited to certain keys).
 */
export function limitsOf(action: string, scope: PolicyScope): Limit[] {
  if (action === "sts:AssumeRole" && scope.assumeRoleArn)
    return [
      {
        suffix: "OfRole",
        Resource: scope.assumeRoleArn,
        needs: [{ context: {}, resource: scope.assumeRoleArn }],
        beyond: [],
      },
    ];
  if (action === "iam:CreateServiceLinkedRole") return [ofServices(scope)];
  if (!isRegional(action)) return [{ suffix: "", Resource: "*", needs: [{ context: {} }], beyond: [] }];
  return scope.narrowing?.tag !== undefined && isTaggable(action)
    ? ofTag(action, scope.narrowing.tag, scope)
    : [ofRegions(scope)];
}

function ofServices(scope: PolicyScope): Limit {
  const { services = [], narrowing } = scope;
  const key = "iam:AWSServiceName";
  const allowed = narrowing?.serviceNames ?? [];
  const needed = allowed.length > 0 ? allowed : services;
  const needs =
    needed.length === 0
      ? [{ context: {} }]
      : needed.map((name) => ({ context: { [key]: [name] }, ...linkedRole(name, scope) }));
  if (allowed.length === 0) return { suffix: "", Resource: "*", needs, beyond: [] };
  const others = [...kmsServices.filter((name) => !allowed.includes(name)), `${ANOTHER}.amazonaws.com`];
  return {
    suffix: "ForKms",
    Resource: "*",
    Condition: { StringEquals: { [key]: one(allowed) } },
    needs,
    beyond: others.map((name) => ({ context: { [key]: [name] } })),
  };
}

/**
 * The services of KMS that make service-linked roles, and the roles' names.
 * https://docs.aws.amazon.com/kms/latest/developerguide/multi-region-auth-slr.html and
 * https://docs.aws.amazon.com/kms/latest/developerguide/authorize-key-store.html
 */
const linkedRoles: Readonly<Record<string, string>> = {
  "mrk.kms.amazonaws.com": "AWSServiceRoleForKeyManagementServiceMultiRegionKeys",
  "cks.kms.amazonaws.com": "AWSServiceRoleForKeyManagementServiceCustomKeyStores",
};
const kmsServices = Object.keys(linkedRoles);

/** The role that is asked for: IAM judges the request by its ARN. Left open while the account is not known. */
function linkedRole(service: string, { partition = "aws", accountId }: PolicyScope): { resource?: string } {
  const name = linkedRoles[service];
  if (accountId === undefined || name === undefined) return {};
  return { resource: `arn:${partition}:iam::${accountId}:role/aws-service-role/${service}/${name}` };
}

function ofRegions(scope: PolicyScope): Limit {
  const places = placesOf(scope);
  return {
    ...places.statement(places.narrowed ? "InRegions" : ""),
    needs: places.here({}),
    beyond: places.elsewhere({}),
  };
}

function ofTag(action: string, tag: { key: string; value: string }, scope: PolicyScope): Limit[] {
  const places = placesOf(scope);
  const ofKey = `aws:ResourceTag/${tag.key}`;
  const ofRequest = `aws:RequestTag/${tag.key}`;
  if (action === "kms:CreateKey")
    return [
      {
        ...places.statement("NewTagged", { [ofRequest]: tag.value }),
        needs: places.here({ [ofRequest]: [tag.value] }),
        beyond: [
          ...places.elsewhere({ [ofRequest]: [tag.value] }),
          ...[[], [ANOTHER]].flatMap((value) => places.home({ [ofRequest]: value })),
        ],
      },
    ];
  const tagged: Limit = {
    ...places.statement("Tagged", { [ofKey]: tag.value }),
    needs: places
      .here({ [ofKey]: [tag.value] })
      .map((request) =>
        action === "kms:TagResource" ? { ...request, fill: { [ofRequest]: [tag.value] } } : request,
      ),
    beyond: [
      ...places.elsewhere({ [ofKey]: [tag.value], [ofRequest]: [] }),
      ...[[], [ANOTHER]].flatMap((value) => places.home({ [ofKey]: value, [ofRequest]: [] })),
    ],
  };
  if (ALIAS_ACTIONS.includes(action)) {
    // Beyond the limit is a key: an alias without a tag is within it.
    const resource = arnIn(scope, EXAMPLE_KEY);
    return [
      { ...tagged, beyond: tagged.beyond.map((request) => ({ ...request, resource })) },
      ofAliases(scope, ofKey),
    ];
  }
  if (action !== "kms:TagResource") return [tagged];
  const first = places.statement("FirstTag", { [ofRequest]: tag.value });
  return [
    tagged,
    {
      ...first,
      // A new key has no tags when they are judged. A key with another value of this tag stays out of reach.
      Condition: { ...first.Condition, Null: { [ofKey]: "true" } },
      needs: places.here({ [ofRequest]: [tag.value], [ofKey]: [] }),
      beyond: places.home({ [ofRequest]: [ANOTHER], [ofKey]: [] }),
    },
  ];
}

/** The alias itself, beside its key. */
function ofAliases(scope: PolicyScope, ofKey: string): Limit {
  const places = placesOf(scope);
  const alias = ({ context }: Circumstances): Circumstances => ({
    context: { ...context, [ofKey]: [] },
    resource: arnIn(scope, EXAMPLE_ALIAS, context["aws:RequestedRegion"]?.[0]),
  });
  return {
    ...places.statement("Aliases"),
    Resource: `arn:${scope.partition ?? "aws"}:kms:*:*:alias/*`,
    needs: places.here({}).map(alias),
    beyond: places.elsewhere({}).map(alias),
  };
}

/** The ARN of a thing of KMS in the plan's account, for a request about it. */
function arnIn(
  { partition = "aws", accountId = "111122223333", region }: PolicyScope,
  thing: string,
  at?: string,
) {
  return `arn:${partition}:kms:${at ?? region ?? partitionTable[partition].defaultRegion}:${accountId}:${thing}`;
}

/** The regions of a plan, as conditions and as requests. */
function placesOf({ narrowing, partition = "aws", region }: PolicyScope) {
  const key = "aws:RequestedRegion";
  const regions = narrowing?.regions ?? [];
  const narrowed = regions.length > 0;
  const home = regions.find((name) => name === region) ?? regions[0];
  const at = (name: string | undefined, more: Circumstances["context"]): Circumstances => ({
    context: name === undefined ? more : { [key]: [name], ...more },
  });
  const others = narrowed ? partitionTable[partition].regions.filter((name) => !regions.includes(name)) : [];
  return {
    narrowed,
    statement(suffix: string, keys: Record<string, string> = {}) {
      const equals = { ...(narrowed ? { [key]: one(regions) } : {}), ...keys };
      return {
        suffix,
        Resource: "*",
        ...(Object.keys(equals).length > 0 ? { Condition: { StringEquals: equals } } : {}),
      };
    },
    here: (more: Circumstances["context"]) =>
      narrowed ? regions.map((name) => at(name, more)) : [at(undefined, more)],
    home: (more: Circumstances["context"]) => [at(home, more)],
    elsewhere: (more: Circumstances["context"]) => others.map((name) => at(name, more)),
  };
}

const one = (values: readonly string[]) => (values.length === 1 ? (values[0] ?? "") : [...values].sort());
