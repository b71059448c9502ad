/**
 * Amazon Resource Names, as far as a connection needs them.
 * Form: arn:partition:service:region:account:resource.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 */
export interface Arn {
  text: string;
  partition: string;
  service: string;
  region: string;
  accountId: string;
  /** Everything after the fifth colon: "trust-anchor/UUID", "role/path/name". */
  resource: string;
}

/** What an ARN names, in the words that a verdict uses. `id` is stable. */
export interface ArnKind {
  id: string;
  title: string;
}

const kinds: readonly { service: string; resource: RegExp; id: string; title: string }[] = [
  { service: "rolesanywhere", resource: /^trust-anchor\//, id: "trust-anchor", title: "trust anchor" },
  { service: "rolesanywhere", resource: /^profile\//, id: "profile", title: "Roles Anywhere profile" },
  { service: "rolesanywhere", resource: /^subject\//, id: "subject", title: "Roles Anywhere subject" },
  { service: "rolesanywhere", resource: /^crl\//, id: "crl", title: "revocation list" },
  {
    service: "iam",
    resource: /^role\/aws-service-role\//,
    id: "service-linked-role",
    title: "service-linked role",
  },
  { service: "iam", resource: /^role\//, id: "role", title: "IAM role" },
  { service: "iam", resource: /^user\//, id: "user", title: "IAM user" },
  { service: "iam", resource: /^group\//, id: "group", title: "IAM group" },
  { service: "iam", resource: /^policy\//, id: "policy", title: "IAM policy" },
  { service: "iam", resource: /^instance-profile\//, id: "instance-profile", title: "EC2 instance profile" },
  { service: "iam", resource: /^root$/, id: "root", title: "account's root user" },
  { service: "sts", resource: /^assumed-role\//, id: "assumed-role", title: "session of a role" },
  { service: "sts", resource: /^federated-user\//, id: "federated-user", title: "federated session" },
  { service: "acm-pca", resource: /^certificate-authority\//, id: "private-ca", title: "AWS Private CA" },
  { service: "acm", resource: /^certificate\//, id: "acm-certificate", title: "certificate in ACM" },
  { service: "kms", resource: /^key\//, id: "kms-key", title: "KMS key" },
];

/** Takes an ARN apart, or answers undefined where the text is none. Judges nothing about its parts. */
export function parseArn(text: string): Arn | undefined {
  const match = /^arn:([^:\s]+):([^:\s]+):([^:\s]*):([^:\s]*):(\S+)$/.exec(text);
  if (match === null) return undefined;
  const [, partition = "", service = "", region = "", accountId = "", resource = ""] = match;
  return { text, partition, service, region, accountId, resource };
}

/** What the ARN names. An ARN of a service that is not in the table is an "other", called by its service. */
export function kindOfArn(arn: Arn): ArnKind {
  const row = kinds.find((kind) => kind.service === arn.service && kind.resource.test(arn.resource));
  if (row !== undefined) return { id: row.id, title: row.title };
  const resource = /^[\w-]+/.exec(arn.resource)?.[0] ?? "resource";
  return { id: "other", title: `${arn.service} ${resource}` };
}

/** The three ARNs that a Roles Anywhere connection consists of, in the order in which AWS needs them made. */
export const arnSlots = [
  { slot: "trustAnchorArn", kind: "trust-anchor", title: "Trust anchor", form: "trust-anchor/ID" },
  { slot: "roleArn", kind: "role", title: "Role", form: "role/NAME" },
  { slot: "profileArn", kind: "profile", title: "Profile", form: "profile/ID" },
] as const;
export type ArnSlot = (typeof arnSlots)[number]["slot"];
export type ThreeArns = Partial<Record<ArnSlot, string>>;

/**
 * What keeps an ARN from being usable in its slot, beyond its kind; undefined where nothing does.
 * Anchor and profile ids are UUIDs; roles are global, so their ARN has no region.
 */
export function malformation(arn: Arn, slot: ArnSlot): string | undefined {
  if (!/^\d{12}$/.test(arn.accountId)) return `its account number is "${arn.accountId}", not 12 digits`;
  if (slot === "roleArn") {
    if (arn.region !== "") return `it names the region ${arn.region}, but roles have no region`;
    const name = arn.resource.slice(arn.resource.lastIndexOf("/") + 1);
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html: role names, 1 to 64 characters
    if (!/^[\w+=,.@-]{1,64}$/.test(name))
      return `"${name}" cannot be a role's name: 1 to 64 letters, digits or + = , . @ - _`;
    return undefined;
  }
  if (arn.region === "") return "it names no region";
  if (!/^[a-z-]+\/[0-9a-f]{8}-(?:[0-9a-z]{4}-){3}[0-9a-z]{12}$/.test(arn.resource))
    return `it does not end in an id of the form 11111111-2222-3333-4444-555555555555`;
  return undefined;
}
