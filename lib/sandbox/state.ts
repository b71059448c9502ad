import type { Partition } from "@/lib/partitions";

/**
 * Everything that a world remembers, as plain JSON: what is not here cannot be changed by a call. Requests, sessions
 * and secrets are not here (a session lives in its token, a secret is derived from its key id), so signing in
 * and looking around leave the state as it was. Maps are keyed by name (IAM) or ARN (all that is regional).
 */
export interface WorldState {
  accountId: string;
  partition: Partition;
  scenario: string;
  scenarioSince: string;
  /** Counts what was made, so that ids are the same in every run. */
  made: number;
  regionsNotOptedIn: string[];
  iam: {
    users: Record<string, User>;
    roles: Record<string, Role>;
    groups: Record<string, Group>;
    policies: Record<string, ManagedPolicy>;
    accessKeys: Record<string, AccessKey>;
  };
  kms: {
    keys: Record<string, Key>;
    aliases: Record<string, { targetKeyArn: string; created: string }>;
    stores: Record<string, KeyStore>;
  };
  logGroups: Record<string, { name: string; created: string }>;
  rolesAnywhere: {
    trustAnchors: Record<string, TrustAnchor>;
    profiles: Record<string, Profile>;
    crls: Record<string, Crl>;
    tags: Record<string, Record<string, string>>;
  };
}

export interface Entity {
  arn: string;
  id: string;
  name: string;
  path: string;
  created: string;
  tags: Record<string, string>;
  boundary?: string | undefined;
  /** Policy ARN to the time it was attached. */
  attached: Record<string, string>;
  /** Inline policy name to its document (text as it came) and time. */
  inline: Record<string, { document: string; changed: string }>;
}
export type User = Entity;
export interface Role extends Entity {
  trustPolicy: string;
  description?: string | undefined;
  maxSessionDuration: number;
}
export interface Group {
  arn: string;
  id: string;
  name: string;
  path: string;
  created: string;
}
export interface ManagedPolicy {
  arn: string;
  id: string;
  name: string;
  path: string;
  created: string;
  updated: string;
  description?: string | undefined;
  tags: Record<string, string>;
  defaultVersion: string;
  versions: Record<string, { document: string; created: string }>;
}
export interface AccessKey {
  userName: string;
  status: "Active" | "Inactive";
  created: string;
}
export interface Key {
  arn: string;
  keyId: string;
  created: string;
  description: string;
  state: "Enabled" | "Disabled" | "PendingDeletion" | "PendingImport";
  spec: string;
  usage: string;
  origin: string;
  multiRegion: boolean;
  rotation: boolean;
  storeId?: string | undefined;
  deletionDate?: string | undefined;
  policy: string;
  tags: Record<string, string>;
}
export interface KeyStore {
  id: string;
  name: string;
  region: string;
  type: string;
  connection: string;
  created: string;
}
interface Regional {
  arn: string;
  id: string;
  name: string;
  enabled: boolean;
  created: string;
  updated: string;
}
export interface TrustAnchor extends Regional {
  source: {
    sourceType: string;
    sourceData: { x509CertificateData?: string | undefined; acmPcaArn?: string | undefined };
  };
  notificationSettings: {
    event: string;
    enabled: boolean;
    threshold?: number | undefined;
    channel?: string | undefined;
  }[];
}
export interface Profile extends Regional {
  roleArns: string[];
  managedPolicyArns: string[];
  sessionPolicy?: string | undefined;
  durationSeconds: number;
  acceptRoleSessionName: boolean;
  requireInstanceProperties: boolean;
  createdBy: string;
  attributeMappings: Record<string, string[]>;
}
export interface Crl extends Regional {
  trustAnchorArn: string;
  /** Base64 of the bytes that were imported. */
  crlData: string;
}
