import type { Partition } from "@/lib/partitions";
import { actionsInForce, type PolicyDocument, type PolicyScope, policySize } from "@/lib/permissions";
import { openAnswers, type PlanDocument, usesCertificate } from "@/lib/plan";
import { type Problem, problem } from "@/lib/problems";
import { canBeQuoted } from "@/lib/syntax";
import { planPolicy, policyArn, policyName, policyScope } from "../names";
import { anchorSource, type TrustAnchorSource } from "./anchor-source";
import { openTie, type Tie, tieOf } from "./tie";

/**
 * What is made in AWS for a plan: names, documents, tags. The scripts, the console walk and the rehearsal in the
 * sandbox all build from this one description.
 */
export interface Blueprint {
  partition: Partition;
  accountId: string;
  region: string;
  /** Everything that the scripts make carries this, where AWS has a description: how undo knows its own. */
  description: string;
  policy: PolicyBlueprint;
  /** The actions that the policy has to allow, for asking the policy simulator. */
  actions: readonly string[];
  /** How the plan limits its policy: the simulator is asked for requests within the limits. */
  scope: PolicyScope;
  tags: readonly { key: string; value: string }[];
  /** ARN of a permissions boundary, or empty. */
  boundaryArn: string;
  identity: RolesAnywhereBlueprint | UserBlueprint;
}

export interface PolicyBlueprint {
  arn: string;
  /** Undefined where another team makes the policy: it is attached, and never changed. */
  own?: { name: string; path: string; document: PolicyDocument } | undefined;
}

export interface RolesAnywhereBlueprint {
  kind: "roles-anywhere";
  trustAnchor: { name: string; source: TrustAnchorSource };
  role: { name: string; path: string; arn: string };
  /** What the role's trust policy requires of the certificate, as session tags. */
  tie: Tie;
  profile: { name: string; durationSeconds: number };
}

export interface UserBlueprint {
  kind: "access-key";
  user: { name: string; path: string; exists: boolean };
}

/** Marks what the scripts made, where AWS has room for a description. */
export const MADE_BY = "CipherTrust CCKM connection, made by the AWS Connection Wizard";
/** The same for IAM users, which have no description. */
export const MADE_BY_TAG = { key: "made-by", value: "aws-connection-wizard" };

/** Roles Anywhere's own default, and the longest session of a role that nobody has changed. */
const SESSION_SECONDS = 3600;
const MANAGED_POLICY_LIMIT = 6144;

/**
 * The blueprint of a plan.
 * @returns a problem `blueprint-open` that names what is still missing or wrong, each with the step it belongs to
 */
export function blueprint(document: PlanDocument): Blueprint | Problem {
  const open = openFor(document);
  const [first] = open;
  if (first !== undefined)
    return problem("blueprint-open", { values: { count: open.length, first: first.sentence }, fields: open });
  const { start, policy, identity } = document;
  const composed = ownPolicy(document);
  if (composed.own !== undefined && policySize(composed.own.document) > MANAGED_POLICY_LIMIT)
    return problem("blueprint-policy-too-large", { values: { size: policySize(composed.own.document) } });
  const base = {
    partition: start.partition,
    accountId: start.accountId,
    region: start.region,
    description: MADE_BY,
    policy: policy.madeElsewhere ? { arn: policy.policyArn } : composed,
    actions: actionsInForce(start.sets),
    scope: policyScope(document),
    tags: identity.tags,
    boundaryArn: identity.permissionsBoundaryArn,
  };
  if (!usesCertificate(document)) return { ...base, identity: userOf(document) };
  const source = anchorSource(document.certificates);
  if ("kind" in source) return source;
  const name = `${identity.namePrefix}-role`;
  return {
    ...base,
    identity: {
      kind: "roles-anywhere",
      trustAnchor: { name: `${identity.namePrefix}-trust-anchor`, source },
      role: {
        name,
        path: identity.rolePath,
        arn: `arn:${start.partition}:iam::${start.accountId}:role${identity.rolePath}${name}`,
      },
      tie: tieOf(document),
      profile: { name: `${identity.namePrefix}-profile`, durationSeconds: SESSION_SECONDS },
    },
  };
}

/** Name of the IAM user: the answer, or one made of the prefix while a new user has no name yet. */
export function userNameOf({ identity }: PlanDocument): string {
  return identity.userName === "" && !identity.userExists ? `${identity.namePrefix}-user` : identity.userName;
}

function userOf(document: PlanDocument): UserBlueprint {
  const { rolePath, userExists } = document.identity;
  return { kind: "access-key", user: { name: userNameOf(document), path: rolePath, exists: userExists } };
}

function ownPolicy(document: PlanDocument): PolicyBlueprint {
  return {
    arn: policyArn(document),
    own: { name: policyName(document), path: document.identity.rolePath, document: planPolicy(document) },
  };
}

/** Answers that the blueprint rests on and that are open; the ARNs are its result, so they may be missing. */
function openFor(document: PlanDocument): { field: string; sentence: string }[] {
  const results = ["trustAnchorArn", "roleArn", "profileArn", "clientPem", "connectionName"];
  const named = { ...document, identity: { ...document.identity, userName: userNameOf(document) } };
  const steps = (["start", "policy", "certificates", "identity"] as const).flatMap((slice) =>
    openAnswers(slice, named).map(({ field, sentence }) => ({ field: `${slice}.${field}`, sentence })),
  );
  const open = steps.filter(({ field }) => !results.includes(field.split(".")[1] ?? ""));
  const { start, policy, identity } = document;
  const values = [
    start.assumeRoleArn,
    policy.policyArn,
    ...Object.values(identity).filter((value) => typeof value === "string"),
    ...identity.tags.flatMap(({ key, value }) => [key, value]),
  ];
  // No value of these has a use for control characters, and a NUL cannot stand in a script at all.
  if (values.some((value) => /\p{Cc}/u.test(value) || !canBeQuoted(value)))
    open.push({
      field: "identity",
      sentence: "Remove the line breaks and control characters from the answers.",
    });
  if (new Set(identity.tags.map(({ key }) => key.toLowerCase())).size !== identity.tags.length)
    open.push({
      field: "identity.tags",
      sentence: "Give each tag only once: IAM treats keys that differ only in capitals as the same.",
    });
  // Roles Anywhere's own pattern; IAM takes letters of any script. Both carry the same tags here.
  if (
    usesCertificate(document) &&
    identity.tags.some(({ key, value }) => !/^[ \w.:/=+@-]*$/.test(key + value))
  )
    open.push({
      field: "identity.tags",
      sentence:
        "Tags of trust anchors and profiles can have only unaccented letters, digits, spaces and _ . : / = + - @.",
    });
  if (usesCertificate(document)) open.push(...openTie(document));
  if (policyArnElsewhere(document))
    open.push({
      field: "policy.policyArn",
      sentence: `The policy is not in account ${start.accountId}: a role or user can have only policies of its own account.`,
    });
  return open;
}

function policyArnElsewhere({ start, policy }: PlanDocument): boolean {
  if (!policy.madeElsewhere || policy.policyArn === "") return false;
  const account = policy.policyArn.split(":")[4];
  return account !== start.accountId && account !== "aws";
}
