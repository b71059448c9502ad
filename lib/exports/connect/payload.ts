import { z } from "zod";
import { partitions } from "@/lib/partitions";
import { type PlanDocument, usesCertificate } from "@/lib/plan";

/**
 * The body of the CipherTrust request that creates the AWS connection:
 * POST /api/v1/connectionmgmt/services/aws/connections. Names are CipherTrust's own, as Thales's Terraform provider
 * and Ansible collection send them (ThalesGroup/terraform-provider-ciphertrust, resource_aws_connection.go).
 */
const common = {
  name: z.string().min(1),
  /** Left out when empty: an empty description cannot be told from none, and cannot be cleared later. */
  description: z.string().min(1).optional(),
  products: z.tuple([z.literal("cckm")]),
  cloud_name: z.enum(partitions),
  aws_region: z.string().min(1),
  /** Without "regional", CipherTrust ignores aws_region and asks the legacy STS endpoint. */
  aws_sts_regional_endpoints: z.literal("regional"),
  assume_role_arn: z.string().min(1).optional(),
  assume_role_external_id: z.string().min(1).optional(),
};

export const rolesAnywherePayloadSchema = z.strictObject({
  ...common,
  /** Fixed at creation: CipherTrust refuses to change it later. */
  is_role_anywhere: z.literal(true),
  iam_role_anywhere: z.strictObject({
    anywhere_role_arn: z.string().min(1),
    trust_anchor_arn: z.string().min(1),
    profile_arn: z.string().min(1),
    certificate: z.string().min(1),
    private_key: z.string().min(1),
  }),
});

export const accessKeyPayloadSchema = z.strictObject({
  ...common,
  access_key_id: z.string().min(1),
  secret_access_key: z.string().min(1),
});

/** Never both ways of signing in: CipherTrust answers "Secret Access Key should be null". */
export const payloadSchema = z.union([rolesAnywherePayloadSchema, accessKeyPayloadSchema]);
export type ConnectionPayload = z.infer<typeof payloadSchema>;

/** What a page keeps in its memory, and nothing else does. */
export interface PayloadSecrets {
  privateKey?: { pem: string } | undefined;
  accessKey?: { accessKeyId: string; secretAccessKey: string } | undefined;
}

/** Stand where something is still missing: the payload template holds them instead of secrets. */
export const placeholders = {
  name: "REPLACE_WITH_CONNECTION_NAME",
  region: "REPLACE_WITH_REGION",
  roleArn: "REPLACE_WITH_ROLE_ARN",
  trustAnchorArn: "REPLACE_WITH_TRUST_ANCHOR_ARN",
  profileArn: "REPLACE_WITH_PROFILE_ARN",
  certificate: "REPLACE_WITH_CLIENT_CERTIFICATE_PEM",
  privateKey: "REPLACE_WITH_PRIVATE_KEY_PEM",
  accessKeyId: "REPLACE_WITH_ACCESS_KEY_ID",
  secretAccessKey: "REPLACE_WITH_SECRET_ACCESS_KEY",
} as const;

/**
 * The connection payload. Without secrets it is the template: placeholders stand where secrets go, and where an
 * answer is missing. With secrets it must be made in the browser only.
 */
export function connectionPayload(document: PlanDocument, secrets: PayloadSecrets = {}): ConnectionPayload {
  const { start, identity, certificates } = document;
  const or = (value: string, placeholder: string) => (value === "" ? placeholder : value);
  const shared = {
    name: or(start.connectionName, placeholders.name),
    ...(start.description === "" ? {} : { description: start.description }),
    products: ["cckm"] as ["cckm"],
    cloud_name: start.partition,
    aws_region: or(start.region, placeholders.region),
    aws_sts_regional_endpoints: "regional" as const,
  };
  const assumed = {
    ...(start.assumeRoleArn === "" ? {} : { assume_role_arn: start.assumeRoleArn }),
    // The external id goes with the role only.
    ...(start.assumeRoleArn === "" || start.assumeRoleExternalId === ""
      ? {}
      : { assume_role_external_id: start.assumeRoleExternalId }),
  };
  if (!usesCertificate(document))
    return {
      ...shared,
      access_key_id: or(secrets.accessKey?.accessKeyId ?? "", placeholders.accessKeyId),
      secret_access_key: or(secrets.accessKey?.secretAccessKey ?? "", placeholders.secretAccessKey),
      ...assumed,
    };
  return {
    ...shared,
    is_role_anywhere: true,
    iam_role_anywhere: {
      anywhere_role_arn: or(identity.roleArn, placeholders.roleArn),
      trust_anchor_arn: or(identity.trustAnchorArn, placeholders.trustAnchorArn),
      profile_arn: or(identity.profileArn, placeholders.profileArn),
      certificate: or(oneBlock(certificates.clientPem, "CERTIFICATE"), placeholders.certificate),
      private_key: or(oneBlock(secrets.privateKey?.pem ?? "", "PRIVATE KEY"), placeholders.privateKey),
    },
    ...assumed,
  };
}

/**
 * The first block of a kind and nothing around it: CipherTrust takes the text as it is, and a byte order mark, bag
 * attributes or a second certificate are no part of what it was shown to take. Line feeds only, one at the end.
 * @param ending of the block's label: "PRIVATE KEY" is the end of "RSA PRIVATE KEY", too
 * @returns "" where there is no such block
 */
function oneBlock(pem: string, ending: string): string {
  const lines = pem.split(/[\r\n\uFEFF]+/).map((line) => line.trim());
  const from = lines.findIndex((line) => line.startsWith("-----BEGIN ") && line.endsWith(`${ending}-----`));
  const length = lines.slice(from).findIndex((line) => line.startsWith("-----END "));
  return from === -1 || length === -1 ? "" : `${lines.slice(from, from + length + 1).join("\n")}\n`;
}

/** The names of what is still a placeholder, as they stand in the payload: "iam_role_anywhere.private_key". */
export function openPlaceholders(payload: ConnectionPayload): string[] {
  const known: readonly string[] = Object.values(placeholders);
  const open: string[] = [];
  const visit = (value: unknown, path: string) => {
    if (typeof value === "string" && known.includes(value)) open.push(path);
    if (typeof value === "object" && value !== null)
      for (const [key, inner] of Object.entries(value)) visit(inner, path === "" ? key : `${path}.${key}`);
  };
  visit(payload, "");
  return open;
}

/** As a file: two blanks of indent, a line feed at the end. */
export function payloadText(payload: ConnectionPayload): string {
  return `${JSON.stringify(payload, null, 2)}\n`;
}
