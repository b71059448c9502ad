import { bare } from "@/lib/bare";
import { type Partition, partitionTable } from "@/lib/partitions";
import { accessKeyId, secretFor } from "./ids";
import type { ManagedPolicy, WorldState } from "./state";

/** The one user that a new world has: whoever rehearses plays this administrator. */
export const ADMINISTRATOR = "administrator";

const BORN = "2026-01-01T00:00:00.000Z";

const awsManaged: Record<string, unknown> = {
  AdministratorAccess: {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }],
  },
};

/** An AWS-managed policy in the shape of a customer's, or undefined. */
export function awsManagedPolicy(world: WorldState, arn: string): ManagedPolicy | undefined {
  const prefix = `arn:${world.partition}:iam::aws:policy/`;
  const name = arn.startsWith(prefix) ? arn.slice(prefix.length) : "";
  const document = Object.hasOwn(awsManaged, name) ? awsManaged[name] : undefined;
  if (!document) return undefined;
  const versions = bare([["v1", { document: JSON.stringify(document), created: BORN }]]);
  const id = `ANPASANDBOX${name.toUpperCase()}`.slice(0, 21);
  return {
    arn,
    id,
    name,
    path: "/",
    created: BORN,
    updated: BORN,
    tags: bare(),
    defaultVersion: "v1",
    versions,
  };
}

/** The text of a managed policy's default version. */
export function managedDocument(world: WorldState, arn: string): string | undefined {
  const policy = world.iam.policies[arn] ?? awsManagedPolicy(world, arn);
  return policy?.versions[policy.defaultVersion]?.document;
}

// Switched off in every world, so that a visitor can meet a region that the account has not opted in to.
const NOT_OPTED_IN: Record<Partition, string[]> = {
  aws: ["af-south-1", "me-south-1"],
  "aws-us-gov": [],
  "aws-cn": [],
};

/** Regions that an account has without asking; the others of the `aws` partition need opting in (facts from memory of AWS's list). */
const BY_DEFAULT =
  /^(us-(east|west)-[12]|ap-(northeast-[123]|south-1|southeast-[12])|ca-central-1|eu-(central-1|north-1|west-[123])|sa-east-1)$/;

export function optInStatus(world: WorldState, region: string): string {
  if (world.partition !== "aws" || BY_DEFAULT.test(region)) return "opt-in-not-required";
  return world.regionsNotOptedIn.includes(region) ? "not-opted-in" : "opted-in";
}

/** An account with an administrator and nothing else in it. */
export function newWorld(accountId: string, partition: Partition, now: Date): WorldState {
  const keyId = administratorKeyId(accountId);
  return {
    accountId,
    partition,
    scenario: "healthy",
    scenarioSince: now.toISOString(),
    made: 0,
    regionsNotOptedIn: NOT_OPTED_IN[partition],
    iam: {
      users: bare([
        [
          ADMINISTRATOR,
          {
            arn: `arn:${partition}:iam::${accountId}:user/${ADMINISTRATOR}`,
            id: "AIDASANDBOXADMINISTRA",
            name: ADMINISTRATOR,
            path: "/",
            created: BORN,
            tags: bare(),
            attached: bare([[`arn:${partition}:iam::aws:policy/AdministratorAccess`, BORN]]),
            inline: bare(),
          },
        ],
      ]),
      roles: bare(),
      groups: bare(),
      policies: bare(),
      accessKeys: bare([[keyId, { userName: ADMINISTRATOR, status: "Active" as const, created: BORN }]]),
    },
    kms: { keys: bare(), aliases: bare(), stores: bare() },
    logGroups: bare(),
    rolesAnywhere: { trustAnchors: bare(), profiles: bare(), crls: bare(), tags: bare() },
  };
}

const administratorKeyId = (accountId: string) => accessKeyId("AKIA", accountId, ADMINISTRATOR);

/** The administrator's access key of a world. */
export function administratorOf(serverSecret: string, accountId: string) {
  const id = administratorKeyId(accountId);
  return { accessKeyId: id, secretAccessKey: secretFor(serverSecret, id) };
}

/** What anybody may see of a world: the same text whenever nothing has changed. How much was ever made is no part of it. */
export function snapshotOf({ made: _, ...state }: WorldState): Snapshot {
  return stableCopy(state);
}
export type Snapshot = Omit<WorldState, "made">;

/** A copy whose maps are sorted, so that two equal states are equal texts. */
function stableCopy<T>(value: T): T {
  if (Array.isArray(value)) return value.map(stableCopy) as T;
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return bare(entries.map(([key, inner]) => [key, stableCopy(inner)])) as T;
}

export const regionsOf = (world: WorldState) => partitionTable[world.partition].regions;
