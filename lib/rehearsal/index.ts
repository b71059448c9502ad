import "server-only";
import type { AwsCredentials } from "@/lib/aws";
import type { AwsCaller } from "@/lib/checks";
import { type Blueprint, MADE_BY_TAG, type RolesAnywhereBlueprint, type UserBlueprint } from "@/lib/exports";
import type { AwsService } from "@/lib/partitions";
import { type Problem, problem } from "@/lib/problems";
import { trustPolicy } from "@/lib/roles-anywhere";

/**
 * Does in the sandbox what the script of the identity step does in a real account, through the same API calls and from
 * the same blueprint. Can be repeated: what is there is brought up to date.
 */
export type Rehearsed =
  | { kind: "roles-anywhere"; trustAnchorArn: string; roleArn: string; profileArn: string }
  | { kind: "access-key"; userArn: string; userName: string; accessKey: AwsCredentials };

/**
 * @param aws the caller of the sandbox world's administrator
 * @returns the ARNs (and for a user a new access key of the sandbox world), or a problem: `rehearsal-not-sandbox` for
 *   a caller of the real AWS, `rehearsal-refused` with the operation that was refused
 */
export async function rehearse(aws: AwsCaller, blueprint: Blueprint): Promise<Rehearsed | Problem> {
  if (aws.world !== "sandbox") return problem("rehearsal-not-sandbox");
  const { identity } = blueprint;
  try {
    await makePolicy(aws, blueprint);
    return identity.kind === "roles-anywhere"
      ? await makeRolesAnywhere(aws, blueprint, identity)
      : await makeUser(aws, blueprint, identity);
  } catch (error) {
    if (error instanceof Refused) return error.reason;
    throw error;
  }
}

/** Ends the rehearsal at the first refusal; never leaves this file. */
class Refused extends Error {
  constructor(readonly reason: Problem) {
    super(reason.sentence);
  }
}

type Output = Record<string, unknown>;

async function ask(aws: AwsCaller, service: AwsService, operation: string, input: Output): Promise<Output> {
  return (await look(aws, service, operation, input)) ?? refuse(operation, "what it names does not exist");
}

/** As `ask`; undefined where AWS says that there is no such thing. */
async function look(aws: AwsCaller, service: AwsService, operation: string, input: Output) {
  const answer = await aws.call({ service, operation, input });
  if (answer.ok) return answer.output;
  if (/^NoSuchEntity|^ResourceNotFound/.test(answer.failure.code)) return undefined;
  return refuse(operation, answer.failure.message || answer.failure.code);
}

function refuse(operation: string, reason: string): never {
  throw new Refused(problem("rehearsal-refused", { values: { operation, reason } }));
}

/** `Tags` of an IAM call; left out where there are none, since the query protocol sends an empty list as an empty text. */
function iamTags({ tags }: Blueprint, ...more: Blueprint["tags"]): Output {
  const all = [...tags, ...more].map(({ key, value }) => ({ Key: key, Value: value }));
  return all.length === 0 ? {} : { Tags: all };
}

async function makePolicy(aws: AwsCaller, blueprint: Blueprint): Promise<void> {
  const { arn, own } = blueprint.policy;
  const found = await look(aws, "iam", "GetPolicy", { PolicyArn: arn });
  if (own === undefined) {
    if (found === undefined) refuse("GetPolicy", `the other team's policy ${arn} is not in this account`);
    return;
  }
  const PolicyDocument = JSON.stringify(own.document);
  if (found === undefined) {
    const { name: PolicyName, path: Path } = own;
    const Description = blueprint.description;
    await ask(aws, "iam", "CreatePolicy", {
      PolicyName,
      Path,
      Description,
      PolicyDocument,
      ...iamTags(blueprint),
    });
    return;
  }
  const VersionId = text(record(found.Policy).DefaultVersionId);
  const version = await ask(aws, "iam", "GetPolicyVersion", { PolicyArn: arn, VersionId });
  if (decodeURIComponent(text(record(version.PolicyVersion).Document)) === PolicyDocument) return;
  const { Versions } = await ask(aws, "iam", "ListPolicyVersions", { PolicyArn: arn });
  const versions = list(Versions);
  const oldest = versions.filter(({ IsDefaultVersion }) => IsDefaultVersion !== true).at(-1);
  if (versions.length >= 5 && oldest !== undefined)
    await ask(aws, "iam", "DeletePolicyVersion", { PolicyArn: arn, VersionId: oldest.VersionId });
  await ask(aws, "iam", "CreatePolicyVersion", { PolicyArn: arn, PolicyDocument, SetAsDefault: true });
}

async function makeRolesAnywhere(
  aws: AwsCaller,
  blueprint: Blueprint,
  { trustAnchor, role, tie, profile }: RolesAnywhereBlueprint,
): Promise<Rehearsed> {
  const tags = [...blueprint.tags];
  const { name, source } = trustAnchor;
  const anchors = list((await ask(aws, "rolesanywhere", "ListTrustAnchors", {})).trustAnchors);
  const known = anchors.find((anchor) => anchor.name === name);
  const anchor = known
    ? await ask(aws, "rolesanywhere", "UpdateTrustAnchor", { trustAnchorId: known.trustAnchorId, source })
    : await ask(aws, "rolesanywhere", "CreateTrustAnchor", { name, source, enabled: true, tags });
  const trustAnchorArn = text(record(anchor.trustAnchor).trustAnchorArn);

  const trust = JSON.stringify(trustPolicy({ trustAnchorArn, tags: tie.required }));
  const RoleName = role.name;
  const boundary = blueprint.boundaryArn === "" ? {} : { PermissionsBoundary: blueprint.boundaryArn };
  const found = await look(aws, "iam", "GetRole", { RoleName });
  if (found === undefined)
    await ask(aws, "iam", "CreateRole", {
      ...{ RoleName, Path: role.path, Description: blueprint.description, AssumeRolePolicyDocument: trust },
      ...{ ...iamTags(blueprint), ...boundary },
    });
  else {
    if (text(record(found.Role).Arn) !== role.arn)
      refuse(
        "CreateRole",
        `there is already a role with this name under another path: ${text(record(found.Role).Arn)}`,
      );
    await ask(aws, "iam", "UpdateAssumeRolePolicy", { RoleName, PolicyDocument: trust });
  }
  await ask(aws, "iam", "AttachRolePolicy", { RoleName, PolicyArn: blueprint.policy.arn });

  const profiles = list((await ask(aws, "rolesanywhere", "ListProfiles", {})).profiles);
  const old = profiles.find((one) => one.name === profile.name);
  const { durationSeconds } = profile;
  const made = old
    ? await ask(aws, "rolesanywhere", "UpdateProfile", {
        profileId: old.profileId,
        roleArns: [role.arn],
        durationSeconds,
      })
    : await ask(aws, "rolesanywhere", "CreateProfile", {
        ...{ name: profile.name, roleArns: [role.arn], durationSeconds, enabled: true, tags },
      });
  return {
    kind: "roles-anywhere",
    trustAnchorArn,
    roleArn: role.arn,
    profileArn: text(record(made.profile).profileArn),
  };
}

async function makeUser(aws: AwsCaller, blueprint: Blueprint, { user }: UserBlueprint): Promise<Rehearsed> {
  const UserName = user.name;
  const found = await look(aws, "iam", "GetUser", { UserName });
  const tags = iamTags(blueprint, MADE_BY_TAG);
  const boundary = blueprint.boundaryArn === "" ? {} : { PermissionsBoundary: blueprint.boundaryArn };
  // A pretend account has no users of yours: one that "exists" is made here first, as if it had been there.
  const made =
    found ?? (await ask(aws, "iam", "CreateUser", { UserName, Path: user.path, ...tags, ...boundary }));
  await ask(aws, "iam", "AttachUserPolicy", { UserName, PolicyArn: blueprint.policy.arn });
  // The secret of an earlier rehearsal cannot be read again: its keys make room for a new one.
  for (const { AccessKeyId } of list(
    (await ask(aws, "iam", "ListAccessKeys", { UserName })).AccessKeyMetadata,
  ))
    await ask(aws, "iam", "DeleteAccessKey", { UserName, AccessKeyId });
  const key = record((await ask(aws, "iam", "CreateAccessKey", { UserName })).AccessKey);
  return {
    kind: "access-key",
    userArn: text(record(made.User).Arn),
    userName: UserName,
    accessKey: { accessKeyId: text(key.AccessKeyId), secretAccessKey: text(key.SecretAccessKey) },
  };
}

function record(value: unknown): Output {
  return typeof value === "object" && value !== null ? (value as Output) : {};
}

function list(value: unknown): Output[] {
  return Array.isArray(value) ? value.map(record) : [];
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
